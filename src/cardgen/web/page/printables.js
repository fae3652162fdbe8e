/** What can be ticked to be printed for a workshop, and what its files are called by that. */
import { state } from "./state.js";

/** All that can be ticked: the ways to print cards, then the other outputs that suit a workshop. */
export function printables() {
  const outputs = state.deck.outputs.filter(({ prints }) => !["press", "screen"].includes(prints));
  const ways = (state.deck.ways ?? [])
    .filter((way) => outputs.some((output) => output.name === way.output))
    .map((way) => ({
      ...outputOf(way.output),
      id: `way-${way.name}`,
      title: way.title,
      about: way.about,
      asked: { output: way.output, ...asKeys(way.options) },
    }));
  const taken = new Set(ways.map((way) => way.asked.output));
  const others = outputs
    .filter((output) => !taken.has(output.name) && (output.prints !== "cards" || output.sheet))
    .map((output) => ({
      ...output,
      id: output.name,
      title: called(output.name),
      asked: { output: output.name },
    }));
  return [...ways, ...others];
}

const outputOf = (name) => state.deck.outputs.find((output) => output.name === name);

/** Options as a workshop's file calls them: back-extra rather than back_extra. */
const asKeys = (options) =>
  Object.fromEntries(
    Object.entries(options ?? {}).map(([name, value]) => [name.replaceAll("_", "-"), value]),
  );

/** Keys of a workshop's file as cardgen calls these options: back_extra rather than back-extra. */
export const asOptions = (keys) =>
  Object.fromEntries(
    Object.entries(keys).map(([name, value]) => [name.replaceAll("-", "_"), value]),
  );

/** An output of a workshop as a mapping, which the file may have as a name alone. */
export const asMapping = (one) => (typeof one === "string" ? { output: one } : one);

/** Which of the printables an output of the workshop is: that which agrees with most keys. */
export function printableOf(one, all) {
  const fits = ({ asked }) =>
    Object.entries(asked).every(([key, value]) => key === "sheet" || `${one[key]}` === `${value}`);
  const [best] = all
    .filter(fits)
    .sort((a, b) => Object.keys(b.asked).length - Object.keys(a.asked).length);
  return best;
}

/** What an output of the workshop is called in the list from which it was ticked. */
export function titleOf(one) {
  return printableOf(asMapping(one), printables())?.title ?? called(asMapping(one).output);
}

/** What was ticked for a file. */
export const titleOfPrint = ({ output, place }) =>
  titleOf(state.workshop.outputs?.[place] ?? output);

/** What a file is called by what was ticked for it, and by the side that it prints. */
export function titleOfFile(file) {
  if (file.path.endsWith("-by-hand.pdf")) return `${titleOfPrint(file)}: how to turn the paper`;
  const side = ["fronts", "backs"].includes(file.sides) ? `: ${file.sides}` : "";
  return `${titleOfPrint(file)}${side}`;
}

/** The name of an output in words: Temperature check. */
function called(name) {
  const words = name.replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
}
