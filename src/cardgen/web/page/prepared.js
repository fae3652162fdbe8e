/** Answers that were made with the page, so that the deck is seen before Python is ready. */
import { unpacked } from "./packed.js";

/**
 * Resolves to what is known of a question without asking, or to null. Faces are not fetched any
 * more once something else can draw them: the network may have been cut since.
 */
export async function prepared(question, given, draws) {
  if (question === "deck" && !Object.keys(given).length) return made("deck");
  if (question === "odds" && !given.back_extra) {
    const parts = [given.output, given.fold && "fold", given.sheet];
    return (await made("odds"))?.[parts.filter(Boolean).join("-")] ?? null;
  }
  if (question !== "faces" || Object.keys(given).join() !== "cards") return null;
  const names = given.cards.map((id) => `faces-${id}`);
  if (draws && !names.every((name) => inside(name) || fetched.has(name))) return null;
  const each = await Promise.all(names.map(made));
  return each.every(Boolean) ? { faces: each.flatMap(({ faces }) => faces), problems: [] } : null;
}

/** Fetches what will be asked for later, and cannot be had without a network. */
export const fetchAhead = () => made("odds");

const fetched = new Map(); // promises, by name
let all = null; // that stand in the page itself

/** Resolves to an answer that stands in the page itself or beside it, or to null. */
function made(name) {
  const own = inside(name);
  if (own || all) return Promise.resolve(own);
  if (!fetched.has(name)) fetched.set(name, fetchOne(name));
  return fetched.get(name);
}

function inside(name) {
  const text = document.getElementById("prepared")?.textContent;
  if (text) all ??= JSON.parse(text);
  return all?.[name] ?? null;
}

async function fetchOne(name) {
  try {
    const response = await fetch(`prepared/${name}`);
    return response.ok ? await unpacked(await response.blob()).json() : null;
  } catch {
    return null;
  }
}
