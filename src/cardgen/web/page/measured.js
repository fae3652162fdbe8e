/** Printers that were measured: which there are, and what can be printed on one. */
import { ask } from "./ask.js";
import { make } from "./dom.js";
import { state } from "./state.js";

/** The choices of a printer, of which that name is chosen; also is one more name to offer. */
export function printerOptions(chosen, also = "") {
  const measured = state.deck.printers
    .filter((row) => row.portrait || row.landscape)
    .map((row) => [row.name, row.about]);
  const own = Object.entries(state.printers).map(([name, keys]) => [name, keys.about]);
  const all = new Map([...(also ? [[also, also]] : []), ...measured, ...own]);
  const option = ([name, about]) =>
    make("option", { value: name, selected: name === chosen }, about || name);
  return [make("option", { value: "" }, "Any printer, as it comes"), ...[...all].map(option)];
}

/**
 * Asks with a printer's correction or, where what is asked for cannot use it, without; aside says
 * why, and isOn whether the correction is used.
 */
export async function askOn(printer, name, given) {
  if (!printer) return { question: given, ...(await ask(name, given)), aside: "", isOn: false };
  const own = { ...given, options: { ...given.options, printer } };
  const answer = await ask(name, own);
  if (!answer.data.stopped) return { question: own, ...answer, aside: "", isOn: true };
  const without = await ask(name, given);
  const aside = whyWithout(answer.data, without.data);
  return { question: given, ...without, aside, isOn: false };
}

/** Why a file is made without the correction that was measured. */
function whyWithout({ stopped: refusal }, { stopped, files }) {
  if (stopped) return "";
  const hasBacks = files.some(({ sides }) => sides !== "one");
  if (!hasBacks) return "This way needs no measured printer: it prints on one side only.";
  return `It is printed without the correction: ${refusal}.`;
}
