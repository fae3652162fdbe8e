/** How a file is printed, in words: what goes into the printer, sides, flip and cuts. */
import { capital, counted, make } from "./dom.js";
import { state } from "./state.js";
import { titleOfFile } from "./printables.js";

/** What a file is printed on, and how many sheets of it. */
export function stockOf(file) {
  if (!file.paper || !file.runs.length) {
    return { kind: "paper", size: file.page ?? file.paper, sheets: file.page_count, spare: 0 };
  }
  const ready = sum(file.runs.map((run) => run.sheets_with_overs));
  const isCard = file.runs.some((run) => run.cuts.length && !run.folds.length);
  const kind = isCard ? "card" : "paper";
  return { kind, size: file.paper, sheets: file.sheets, spare: ready - file.sheets };
}

const sum = (numbers) => numbers.reduce((one, other) => one + other, 0);

/** What to buy for some files: sheets of each kind and size, with spares. */
export function toBuy(files) {
  const sums = new Map();
  for (const file of files.filter(isPrinted)) {
    if (file.sides === "backs") continue; // they go on the sheets of the fronts
    const { kind, size, sheets, spare } = stockOf(file);
    const key = `${size} ${kind}`;
    const before = sums.get(key) ?? { sheets: 0, spare: 0 };
    sums.set(key, { sheets: before.sheets + sheets, spare: before.spare + spare });
  }
  return [...sums].map(([stock, { sheets, spare }]) => {
    const spares = spare ? `, ${spare} of them spare` : "";
    return `${counted(sheets + spare, "sheet")} of ${stock}${spares}`;
  });
}

/** Whether a file is for paper rather than for a screen. */
export const isPrinted = (file) => file.path.endsWith(".pdf");

/** Both sides or one, and which way the paper turns. */
export function sidesOf(file) {
  if (file.sides === "one") return "One side only";
  if (file.sides === "fronts")
    return "One side: the fronts. Then turn the paper and print the backs";
  if (file.sides === "backs") return "On the back of the fronts";
  return `Both sides, flip on ${file.flip.toUpperCase()} edge`;
}

/** What is done to the sheets of a file, in its order: places from one edge stand together. */
export function cutsOf(file) {
  const edges = { left: "from the left edge", top: "from the top" };
  const found = [];
  for (const run of file.runs) {
    const size = file.runs.length > 1 ? `${run.width_mm} × ${run.height_mm} mm cards: ` : "";
    for (const [verb, places] of [
      ["Score", run.folds],
      ["Cut", run.cuts],
    ]) {
      for (const { from, at_mm: place } of places) {
        const lead = `${size}${verb} at`;
        const last = found.at(-1);
        if (last?.lead === lead && last.from === from) last.places.push(place);
        else found.push({ lead, from, places: [place] });
      }
    }
  }
  const words = found.map(
    ({ lead, from, places }) =>
      `${lead} ${places.map((place) => Math.round(place * 10) / 10).join(", ")} mm ${edges[from]}`,
  );
  if (!isFolded(file)) return words;
  return [...words, "Fold along the score, printed sides out", "Glue the insides together"];
}

const countOfCuts = (file) => sum(file.runs.map((run) => run.cuts.length));

const isFolded = (file) => file.runs.some((run) => run.folds.length);

/** How many cuts, and whether the cards are folded. */
function workOn(file) {
  const cuts = countOfCuts(file);
  const cut = cuts ? counted(cuts, "cut") : "no cuts";
  return isFolded(file) ? `${cut}, then fold and glue` : cut;
}

/** One line of a plan: how many sheets of what, and how. */
export function inShort(file) {
  if (!isPrinted(file)) return `${counted(file.cards.length, "card")}, to read on a screen`;
  const { kind, size, sheets, spare } = stockOf(file);
  const ready = spare ? ` (have ${sheets + spare} ready)` : "";
  const work = file.sides === "fronts" ? "" : `, ${workOn(file)}`; // which come after the backs
  return `${counted(sheets, "sheet")} of ${size} ${kind}${ready}. ${sidesOf(file)}${work}.`;
}

/** How a file is printed, as a card of instructions; about is what it holds. */
export function howToPrint(file, about, extra) {
  const facts = isPrinted(file) ? factsOf(file) : [["On a screen", "It is not printed"]];
  const cuts = file.sides === "fronts" ? [] : cutsOf(file);
  return make(
    "li",
    { className: "how" },
    make("h4", {}, nameOf(file)),
    make("p", { className: "hint" }, `${titleOfFile(file)}${about ? `: ${about}` : ""}`),
    make(
      "dl",
      {},
      ...facts.flatMap(([name, words]) => [make("dt", {}, name), make("dd", {}, words)]),
    ),
    cuts.length
      ? make("ol", { className: "cuts" }, ...cuts.map((cut) => make("li", {}, cut)))
      : null,
    extra,
  );
}

/** What is done to the sheets once they are printed, in short. */
function workInOrder(file) {
  if (file.sides === "fronts") return "None yet: the backs come first";
  return cutsOf(file).length
    ? `${capital(workOn(file))}, in this order, with the front up:`
    : "None";
}

function factsOf(file) {
  const { kind, size, sheets, spare } = stockOf(file);
  const spares = spare ? `, and ${counted(spare, "spare sheet")} in case one goes wrong` : "";
  const on = !file.paper ? "pages" : isFolded(file) ? "fold" : "cut";
  const about = state.deck.stock.find(({ name }) => name === on)?.about ?? kind;
  const stock = kind === "card" || !file.paper ? `${size} ${about}` : size;
  const fresh = `${stock}: ${counted(sheets, "sheet")}${spares}`;
  const taken = `The ${counted(sheets, "sheet")} with the fronts, as the page on turning says`;
  return [
    ["Put in the printer", file.sides === "backs" ? taken : fresh],
    ["Sides", sidesOf(file)],
    ["Scale", "Actual size (100 %), never “fit to page”"],
    [isFolded(file) ? "Cut and fold" : "Cuts", workInOrder(file)],
  ];
}

/** The name of a file without its folder. */
export const nameOf = (file) => file.path.split("/").pop();
