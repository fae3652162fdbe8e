/** Where a problem is, in words of the page: the person, the print or the step, not the file. */
import { state } from "./state.js";
import { titleOf } from "./printables.js";

/** The steps in which a workshop is planned: the title of each, and the keys that it sets. */
export const stepsOfWorkshop = {
  what: ["The workshop", "title", "date", "facilitator"],
  people: ["Who comes", "participants"],
  tables: ["Tables", "tables", "copies"],
  cards: ["Cards", "cards", "random", "lowest"],
  prints: ["What to print", "outputs"],
};

/** The places of a problem as one phrase. */
export const placesInWords = ({ where, also = [] }) =>
  [where, ...also].filter(Boolean).map(placeInWords).join(" and ");

function placeInWords(where) {
  const [, key, at] = /^workshop ([\w-]+)(?:\[(\d+)\])?/.exec(where) ?? [];
  if (key === "participants" && at) return person(Number(at));
  if (key === "outputs" && at && state.workshop.outputs?.[at])
    return `“${titleOf(state.workshop.outputs[at])}”`;
  const [step] = Object.values(stepsOfWorkshop).find(([, ...keys]) => keys.includes(key)) ?? [];
  if (step) return `step “${step}”`;
  const [, line] = /^pasted\.txt:(\d+)/.exec(where) ?? [];
  if (line) return `line ${line} of what you typed`;
  return where.replace(/^people\.\w+(?=:)/, "your list");
}

function person(at) {
  const one = state.workshop.participants?.[at];
  const name = `${one?.name ?? one ?? ""}`.trim();
  return `person ${at + 1} in the list${name ? `, “${name}”` : ""}`;
}
