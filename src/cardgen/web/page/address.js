/** What the address says after #: the task, the cards, the way to print; never anybody's name. */
import { card, change, state } from "./state.js";
import { counted, say } from "./dom.js";

const MOST_COPIES = 10_000;

/** The task and the choices that the address has: #print?cards=trust.mindset&way=fold&copies=6 */
export function addressed() {
  const [task, query] = location.hash.slice(1).split("?");
  const found = new URLSearchParams(query ?? "");
  const cards = (found.get("cards") ?? "").split(".").filter(Boolean);
  const copies = found.has("copies") ? Number(found.get("copies")) : null;
  return { task: task || "see", chooses: Boolean(query), cards, way: found.get("way"), copies };
}

/** The address of this page for a task, with what is chosen; how it is printed, if it prints. */
export function linkTo(task) {
  const prints = task === "print" || task === "order";
  const parts = [
    state.chosen.length ? `cards=${state.chosen.map(encodeURIComponent).join(".")}` : "",
    prints && state.way ? `way=${encodeURIComponent(state.way)}` : "",
    task === "print" && state.copies > 1 ? `copies=${state.copies}` : "",
  ].filter(Boolean);
  return `#${task}${parts.length ? `?${parts.join("&")}` : ""}`;
}

/** Chooses what the address names, and says what was chosen, and which of it there no longer is. */
export function chooseAddressed() {
  const { chooses, cards, way, copies } = addressed();
  if (!chooses) return;
  const before = state.chosen.join();
  const ids = state.deck.cards.map((card) => card.id);
  const isWay = state.deck.ways.some(({ name }) => name === way);
  const isCount = Number.isInteger(copies) && copies >= 1 && copies <= MOST_COPIES;
  change({
    chosen: ids.filter((id) => cards.includes(id)),
    ...(isWay ? { way } : {}),
    ...(isCount ? { copies } : {}),
  });
  const gone = cards.filter((id) => !ids.includes(id));
  const told = [];
  if (state.chosen.length && state.chosen.join() !== before) {
    const names = state.chosen.map((id) => card(id).name);
    told.push(`${counted(names.length, "card")} ticked: ${names.join(", ")}.`);
  }
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
