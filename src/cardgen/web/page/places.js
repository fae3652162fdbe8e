/** Where a problem is, in the words of the page: the person, the print or the step, not the file. */
import { state } from "./state.js";
import { titleOf } from "./things.js";

const steps = {
  title: "The workshop",
  date: "The workshop",
  facilitator: "The workshop",
  participants: "Who comes",
  tables: "Tables",
  copies: "Tables",
  cards: "Cards",
  random: "Cards",
  lowest: "Cards",
  outputs: "What to print",
};

/** The places of a problem as one phrase. */
export const placesInWords = ({ where, also = [] }) =>
  [where, ...also].filter(Boolean).map(placeInWords).join(" and ");

function placeInWords(where) {
  const [, key, at] = /^workshop ([\w-]+)(?:\[(\d+)\])?/.exec(where) ?? [];
  if (key === "participants" && at) return person(Number(at));
  if (key === "outputs" && at && state.workshop.outputs?.[at])
    return `“${titleOf(state.workshop.outputs[at])}”`;
  if (steps[key]) return `step “${steps[key]}”`;
  const [, line] = /^pasted\.txt:(\d+)/.exec(where) ?? [];
  if (line) return `line ${line} of what you typed`;
  return where.replace(/^people\.\w+(?=:)/, "your list");
}

function person(at) {
  const one = state.workshop.participants?.[at];
  const name = `${one?.name ?? one ?? ""}`.trim();
  return `person ${at + 1} in the list${name ? `, “${name}”` : ""}`;
}
