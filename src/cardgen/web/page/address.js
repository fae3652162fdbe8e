/** What the address says after #: which task, and which cards; never anybody's name. */
import { change, state } from "./state.js";
import { counted, say } from "./dom.js";

/** The task and the choices that the address has: #print?cards=trust.mindset */
export function addressed() {
  const [task, query] = location.hash.slice(1).split("?");
  const found = new URLSearchParams(query ?? "");
  return { task: task || "see", cards: (found.get("cards") ?? "").split(".").filter(Boolean) };
}

/** The address of this page for a task, with the cards that are chosen. */
export function linkTo(task) {
  const query = state.chosen.length ? `?cards=${state.chosen.map(encodeURIComponent).join(".")}` : "";
  return `#${task}${query}`;
}

/** Chooses the cards that the address names, and says how many of them there no longer are. */
export function chooseAddressed() {
  const { cards } = addressed();
  if (!cards.length) return;
  const known = new Set(state.deck.cards.map((card) => card.id));
  change({ chosen: state.deck.cards.map((card) => card.id).filter((id) => cards.includes(id)) });
  const gone = cards.filter((id) => !known.has(id));
  if (gone.length) say(`${counted(gone.length, "card")} in this link no longer exist${gone.length === 1 ? "s" : ""}: ${gone.join(", ")}.`);
}

/** Keeps the address in step with what is chosen, without a step back for every tick. */
export function keepAddress() {
  history.replaceState(null, "", linkTo(addressed().task));
}
