/** How many of 100 cards come out right; asked once for each way, as the answer takes seconds. */
import { ask } from "./ask.js";
import { whenChanged } from "./state.js";

const asked = new Map();

whenChanged(["deck"], () => asked.clear());

/** The odds of an output with some options, in words; empty where nothing is cut. */
export async function oddsInWords(output, { fold, sheet, back_extra }) {
  const question = { output, fold, sheet, back_extra };
  const key = JSON.stringify(question);
  if (!asked.has(key)) asked.set(key, ask("odds", question));
  const { data } = await asked.get(key);
  if (data.stopped) asked.delete(key); // it may be a passing one
  if (data.stopped) return "";
  const good = Math.round(100 * (1 - data.flawed));
  return `${good} of 100 cards come out right on an ordinary office printer.`;
}
