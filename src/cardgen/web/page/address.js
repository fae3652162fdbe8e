/** What the address says after #: the task, the cards, the way to print; never anybody's name. */
import { card, change, state } from "./state.js";
import { counted, say } from "./dom.js";

const MOST_COPIES = 10_000;
const MOST_NAMED = 8; // of many cards, so that what is said of them leaves room for the page
const LONGEST = 40; // characters of what a link names
const OWN = "own"; // the state of an address in the history that the page itself has written

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
    told.push(`${counted(names.length, "card")} ticked: ${firstOf(names)}.`);
  }
  if (gone.length) {
    const exist = gone.length === 1 ? "exists" : "exist";
    told.push(`${counted(gone.length, "card")} in this link no longer ${exist}: ${firstOf(gone)}.`);
  }
  if (way && !isWay)
    told.push(`The way to print in this link no longer exists: ${firstOf([way])}.`);
  if (told.length) say(told.join(" "));
}

/** Keeps the address in step with what is chosen, without a step back for every tick. */
export function keepAddress() {
  history.replaceState(OWN, "", linkTo(addressed().task));
}

/**
 * Whether somebody has come to this address by a link. A step back to one that the page has written
 * brings no cards back: what was chosen since stays.
 */
export const isLink = () => addressed().chooses && history.state !== OWN;

/** The first of many names, none of them too long to read, and how many more there are. */
function firstOf(names) {
  const short = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST)}…` : name);
  const first = names.slice(0, MOST_NAMED).map(short).join(", ");
  return names.length > MOST_NAMED ? `${first} and ${names.length - MOST_NAMED} more` : first;
}
