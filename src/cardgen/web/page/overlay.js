/** The changes laid over the deck, as an overlay's YAML has them; functions return new ones. */
import { hyphenated } from "./texts.js";

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What the changes say of a card or a theme; list is "cards" or "themes". */
export const entryOf = (overlay, list, id) => (overlay[list] ?? []).find((one) => one.id === id);

/** The keys in which a card or a theme differs from the deck's; known has the deck's values. */
export function changedKeys(overlay, list, id, known) {
  const keys = Object.keys(entryOf(overlay, list, id) ?? {}).filter((key) => key !== "id");
  return keys.filter((key) => !known || !same(entryOf(overlay, list, id)[key], known[key]));
}

/**
 * The changes with these values of a card or a theme. Values that are as in the deck, or undefined,
 * are no change; known is undefined for what the changes themselves add.
 */
export function withEntry(overlay, list, id, values, known) {
  const all = Object.entries({ ...(entryOf(overlay, list, id) ?? { id }), ...values });
  const kept = all.filter(
    ([key, value]) => key === "id" || (value !== undefined && !(known && same(value, known[key]))),
  );
  const entry = !known || kept.length > 1 ? Object.fromEntries(kept) : null;
  const others = overlay[list] ?? [];
  const place = others.findIndex((one) => one.id === id);
  const entries = place < 0 ? [...others, entry] : others.with(place, entry);
  return withKeys(overlay, { [list]: entries.filter(Boolean) });
}

/** The changes without what they say of a card or a theme. */
export function withoutEntry(overlay, list, id) {
  return withKeys(overlay, { [list]: (overlay[list] ?? []).filter((one) => one.id !== id) });
}

/** The changes with these values of the deck itself; what is empty is left out. */
export function withKeys(overlay, values) {
  const all = Object.entries({ ...overlay, ...values });
  return Object.fromEntries(
    all.filter(([, value]) => value && (!Array.isArray(value) || value.length)),
  );
}

/** The names of the files that the changes need: pictures, a logo and fonts. */
export const filesOf = (overlay) =>
  [
    ...[...(overlay.cards ?? []).map((one) => one.image), overlay.logo].map((one) => one?.file),
    ...Object.values(overlay.fonts ?? {}),
  ].filter(Boolean);

/** The changes without the files that they need, which no browser keeps. */
export function withoutFiles(overlay) {
  const cards = (overlay.cards ?? []).map(({ image, ...entry }) => entry);
  return withKeys(overlay, {
    cards: cards.filter((entry) => Object.keys(entry).length > 1),
    logo: undefined,
    fonts: undefined,
  });
}

/** An id made of a name that none of the others has: "Lead / enable" is lead-enable. */
export function idFrom(name, taken, otherwise) {
  const plain = hyphenated(name, otherwise);
  let id = plain;
  for (let number = 2; taken.includes(id); number += 1) id = `${plain}-${number}`;
  return id;
}

/** Where a problem is in the changes: { list, id, key, item }, or nothing if it is elsewhere. */
export function placeIn(overlay, where) {
  const found = /^overlay[ .](cards|themes)\[(\d+)\](?:\.([\w-]+)(?:\[(\d+)\])?)?/.exec(where);
  if (!found) return null;
  const [, list, place, key, item] = found;
  return { list, id: overlay[list]?.[Number(place)]?.id, key, item: item && Number(item) };
}

/** Where a problem is among the words of the deck's own files. */
export function placeInDeck(deck, where) {
  for (const one of deck.cards) {
    for (const [key, places] of Object.entries(one.places ?? {})) {
      const place = [places].flat().indexOf(where);
      if (place < 0) continue;
      const item = Array.isArray(places) ? place : undefined;
      return { list: "cards", id: one.id, key, item };
    }
  }
  return {};
}
