/** Answers that were made with the page, so that the deck is seen before Python is ready. */

/** Resolves to what is known of a question without asking, or to null. */
export async function prepared(question, given) {
  if (question === "deck" && !Object.keys(given).length) return made("deck.json");
  if (question === "odds" && !given.sheet && !given.back_extra) {
    return made(`odds-${given.output}${given.fold ? "-fold" : ""}.json`);
  }
  if (question !== "faces" || Object.keys(given).join() !== "cards") return null;
  const each = await Promise.all(given.cards.map((id) => made(`faces-${id}.json`)));
  return each.every(Boolean) ? { faces: each.flatMap(({ faces }) => faces), problems: [] } : null;
}

let inside = null;

/** Resolves to an answer that stands in the page itself or beside it. */
async function made(name) {
  const text = document.getElementById("prepared")?.textContent;
  if (text) {
    inside ??= JSON.parse(text);
    return inside[name] ?? null;
  }
  try {
    const response = await fetch(`prepared/${name}`);
    return response.ok ? await response.json() : null;
  } catch {
    return null; // the network was cut, and Python is asked instead
  }
}
