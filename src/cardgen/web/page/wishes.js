/** The workshop that is planned: a mapping with the keys of its file, which say all of it. */
import { MOST } from "./numbers.js";
import { change, state, whenChanged } from "./state.js";
import { noteSaved, watch } from "./unsaved.js";

// As they stand in a workshop's file. Those that the page does not show are kept.
const keys = [
  "title",
  "date",
  "facilitator",
  "deck",
  "overlay",
  "lang",
  "cards",
  "copies",
  "tables",
  "participants",
  "random",
  "lowest",
  "index-names",
  "outputs",
];
const shownKeys = new Set([
  "title",
  "date",
  "facilitator",
  "cards",
  "copies",
  "tables",
  "participants",
  "random",
  "outputs",
]);

export const noTitle = "Workshop"; // what one without a title is called

watch("workshop", () => state.workshop);

/** The workshop as it is made and saved. */
export const titled = () => ({ title: noTitle, ...state.workshop });

/** Sets keys of the workshop; those that are empty are left out of it. */
export function wish(parts) {
  const all = { ...state.workshop, ...parts };
  const had = tableNames(state.workshop).length;
  const has = tableNames(all).length;
  if (has && !had && !all.copies) all.copies = { per: "table" };
  if (had && !has && all.copies?.per === "table") delete all.copies;
  change({ workshop: inOrder(all) });
}

/** Puts another workshop, which was saved as it is, in the place of this one. */
export function takeWorkshop(workshop) {
  const { random, tables } = workshop;
  change({
    workshop: inOrder({
      ...workshop,
      ...counts(workshop, "tables", "participants", "copies"),
      ...(Array.isArray(tables) && { tables: tables.map(withList) }),
      cards: listOf(workshop.cards),
      random: random && { ...random, ...counts(random, "each", "seed") },
      outputs: listOf(workshop.outputs)?.map((one) =>
        one.output ? { ...withList(one), ...counts(one, "copies", "spares") } : one,
      ),
    }),
  });
  noteSaved("workshop");
}

/** A list, which a file may write as its only entry. */
const listOf = (value) => (typeof value === "string" ? [value] : value);

const withList = (one) => (one.cards ? { ...one, cards: listOf(one.cards) } : one);

/** Those of the values that are written as whole numbers, as numbers. */
function counts(mapping, ...names) {
  const found = names.filter((name) => /^\d+$/.test(mapping[name]));
  return Object.fromEntries(found.map((name) => [name, Number(mapping[name])]));
}

function inOrder(all) {
  const names = [...new Set([...keys, ...Object.keys(all)])];
  return Object.fromEntries(
    names.filter((name) => !isEmpty(all[name])).map((name) => [name, all[name]]),
  );
}

const isEmpty = (value) =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && !value.length);

/** What the workshop's file says that no field of the page shows, in sentences. */
export function alsoSaid(workshop) {
  const names = Object.keys(workshop).filter((name) => !shownKeys.has(name));
  const sentence = (name) => Object.hasOwn(sentences, name) && sentences[name](workshop[name]);
  return names.map((name) => sentence(name) || `${name}: this page keeps it.`);
}

const sentences = {
  deck: (name) =>
    `It names a deck of its own, ${name}. Here the deck of this page takes its place.`,
  overlay: (name) => `It goes with changed words in ${name}: open that file in “Change words”.`,
  lang: (tags) => `It is printed in ${tags.split(",").map(languageCalled).join(" and ")}.`,
  lowest: ({ take, file }) =>
    `Of its cards it takes only the ${take} with the lowest scores in ${file}.`,
  "index-names": (value) =>
    `Its index names ${/^(false|no|off)$/i.test(value) ? "nobody" : "people"}.`,
};

function languageCalled(tag) {
  try {
    return new Intl.DisplayNames("en-GB", { type: "language" }).of(tag.trim());
  } catch {
    return `“${tag.trim()}”`; // which is no language
  }
}

/**
 * Calls draw whenever what a form shows of the workshop was changed elsewhere than in this form,
 * and returns how the form itself sets keys, which draws nothing anew.
 */
export function shown(part, draw) {
  let drawn;
  whenChanged(["workshop", "deck"], () => {
    const now = JSON.stringify([state.deck ? state.deck.about : null, part(state.workshop)]);
    if (now === drawn || !state.deck) return;
    drawn = now;
    draw(state.workshop);
  });
  return (parts) => {
    drawn = JSON.stringify([
      state.deck ? state.deck.about : null,
      part({ ...state.workshop, ...parts }),
    ]);
    wish(parts);
  };
}

/** The names of the tables: those of the workshop, or else those that its people name. */
export function tableNames({ tables, participants } = state.workshop) {
  if (typeof tables === "number")
    return Array.from({ length: Math.min(tables, MOST) }, (_, at) => `${at + 1}`);
  if (Array.isArray(tables)) return tables.map((table) => `${table.name ?? table}`);
  const named = (Array.isArray(participants) ? participants : [])
    .map((one) => one.table)
    .filter(Boolean);
  return [...new Map(named.map((name) => [alike(name), name])).values()];
}

/** A name as it is compared with others: without capitals and superfluous spaces. */
export const alike = (name) => `${name}`.trim().replace(/\s+/g, " ").toLocaleLowerCase();
