/** What the address says after #: the task, the cards, the way to print; never anybody's name. */
import { change, state } from "./state.js";
import { counted, say } from "./dom.js";

const MOST_COPIES = 10_000;

/** The task and the choices that the address has: #print?cards=trust.mindset&way=fold&copies=6 */
export function addressed() {
  const [task, query] = location.hash.slice(1).split("?");
  const found = new URLSearchParams(query ?? "");
  const cards = (found.get("cards") ?? "").split(".").filter(Boolean);
  const copies = Number(found.get("copies") ?? 1);
  return { task: task || "see", chooses: Boolean(query), cards, way: found.get("way"), copies };
}

/** The address of this page for a task, with what is chosen. */
export function linkTo(task) {
  const parts = [
    state.chosen.length ? `cards=${state.chosen.map(encodeURIComponent).join(".")}` : "",
    state.way ? `way=${encodeURIComponent(state.way)}` : "",
    state.copies > 1 ? `copies=${state.copies}` : "",
  ].filter(Boolean);
  return `#${task}${parts.length ? `?${parts.join("&")}` : ""}`;
}

/** Chooses what the address names, and says which of it there no longer is. */
export function chooseAddressed() {
  const { chooses, cards, way, copies } = addressed();
  if (!chooses) return;
  const ids = state.deck.cards.map((card) => card.id);
  const isWay = state.deck.ways.some(({ name }) => name === way);
  change({
    chosen: ids.filter((id) => cards.includes(id)),
    way: isWay ? way : null,
    copies: Number.isInteger(copies) && copies >= 1 && copies <= MOST_COPIES ? copies : 1,
  });
  const gone = cards.filter((id) => !ids.includes(id));
  const told = [];
  if (gone.length) {
    const exist = gone.length === 1 ? "exists" : "exist";
    told.push(
      `${counted(gone.length, "card")} in this link no longer ${exist}: ${gone.join(", ")}.`,
    );
  }
  if (way && !isWay) told.push(`The way to print in this link no longer exists: ${way}.`);
  if (told.length) say(told.join(" "));
}

/** Keeps the address in step with what is chosen, without a step back for every tick. */
export function keepAddress() {
  history.replaceState(null, "", linkTo(addressed().task));
}
