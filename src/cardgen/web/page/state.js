/** What the page knows; every request carries it, so that no other place needs to. */

export const state = {
  deck: null, // the answer to the question "deck"
  title: null, // what the deck is known by, whatever is changed in it
  named: null, // a deck in place of the one that the page came with, as { folder, files }
  chosen: [], // the ids of the cards that were ticked, in the order of the deck; none means all
  way: null, // the name of the way to print; null is the first
  copies: 1, // of each card that is printed
  editing: null, // the id of the card whose words are being changed
  overlay: {}, // the words that were changed, as in an overlay's YAML
  languages: [],
  printers: {}, // what was measured, by the names of printers, as in their YAML
  printer: null, // the name of the one that is printed on
  files: {}, // pictures that the changes name, and tables that the workshop names, by their names
  workshop: {}, // with the keys of a workshop's file
  opening: "", // the name of a workshop's file that is being read
  older: {}, // the ZIPs that were made of it before, by names of our own
  kept: 0, // of how much that is typed here this browser keeps
  saved: 0, // how often files of the deck were saved since the page was opened, if it follows them
  faults: [], // what is wrong with it, as problems
  seats: [], // the table of each of its people, in the order of the list
};

const listeners = new Map();

/** Calls back whenever one of these parts of the state changes, and soon if the deck is one of them
 * and is there already. */
export function whenChanged(parts, callback) {
  for (const part of parts) listeners.set(part, [...(listeners.get(part) ?? []), callback]);
  if (state.deck && parts.includes("deck")) queueMicrotask(() => callback(state));
}

/** Sets parts of the state and calls back each listener once; a mistake of one stops no other. */
export function change(parts) {
  Object.assign(state, parts);
  const told = new Set(Object.keys(parts).flatMap((part) => listeners.get(part) ?? []));
  for (const callback of told) {
    try {
      callback(state);
    } catch (error) {
      reportError(error);
    }
  }
}

/** Those of the files that these values name, wherever they name them. */
export function filesNamedIn(...values) {
  const text = JSON.stringify(values);
  return Object.fromEntries(Object.entries(state.files).filter(([name]) => text.includes(name)));
}

/** The cards that the page shows, by their ids. */
export const card = (id) => state.deck.cards.find((one) => one.id === id);

/** Has the cards with these ids chosen, in the order of the deck. */
export function chooseCards(ids) {
  change({ chosen: state.deck.cards.map((one) => one.id).filter((id) => ids.has(id)) });
}

/** Has one card chosen or not, beside those that are. */
export function chooseCard(id, isChosen) {
  const ids = new Set(state.chosen);
  ids[isChosen ? "add" : "delete"](id);
  chooseCards(ids);
}

/** The language of a card's words, or of the deck's. */
export const langOf = (one) => one?.lang ?? state.deck.about.lang;

/** The themes with the cards of each, and the cards without a theme first. */
export function byTheme() {
  const groups = state.deck.themes.map((theme) => ({
    theme,
    cards: state.deck.cards.filter((one) => one.theme === theme.id),
  }));
  const others = state.deck.cards.filter((one) => !one.theme);
  return [...(others.length ? [{ theme: null, cards: others }] : []), ...groups];
}

/** Four colours of the deck's themes, for drawings. */
export function fourColours() {
  const own = state.deck.themes.map((theme) => theme.tones.base);
  return [0, 1, 2, 3].map((place) => own[place % own.length] ?? "#3d3d3d");
}
