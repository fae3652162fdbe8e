/** Print it: the cards, the way to print them, the plan of it, and the PDF. */
import { answers, ask } from "./ask.js";
import { afterPause, at, counted, fill, make, say } from "./dom.js";
import { drawingOf, sheetPicture } from "./drawings.js";
import { handOver } from "./handover.js";
import { askOn, printerOptions } from "./measured.js";
import { oddsInWords } from "./odds.js";
import { cardPicker } from "./picks.js";
import { labelsFirst } from "./print_options.js";
import { change, fourColours, state, whenChanged } from "./state.js";
import { changesOf, followForm, mistakeIn, showPlan, tile } from "./task_form.js";

let picker;
let formChanged;
let sheetsOf = null; // the name of the way whose kinds of paper are offered
let pictures = []; // the addresses of the faces that are shown

export function showPrint() {
  picker = cardPicker("print", changed);
  at("print-cards").replaceWith(picker.element);
  const mistake = () => mistakeIn(picker, at("print-form"));
  formChanged = followForm("print", { mistake, plan, show });
  whenChanged(["deck"], () => {
    fillWays();
    fillPrinters();
    changed();
  });
  whenChanged(["overlay", "languages", "files"], changed);
  whenChanged(["printers", "printer"], () => {
    fillPrinters();
    changed();
  });
  whenChanged(["way", "copies"], showChoice);
  at("print-ways").addEventListener("change", ({ target }) => change({ way: target.value }));
  at("print-copies").addEventListener("input", () => {
    const { valueAsNumber: copies, validity } = at("print-copies");
    if (validity.valid) change({ copies });
    else changed();
  });
  at("print-start").addEventListener("input", changed);
  at("print-sheet").addEventListener("change", changed);
  at("print-reverse").addEventListener("change", changed);
  at("print-printer").addEventListener("change", () =>
    change({ printer: at("print-printer").value || null }),
  );
  at("print-make").addEventListener("click", makeFiles);
}

/** The way to print that is chosen. */
const way = () => state.deck?.ways.find(({ name }) => name === state.way) ?? state.deck?.ways[0];

function fillWays() {
  fill(at("print-ways"), ...state.deck.ways.map((one) => wayTile(one, one === way())));
  fillSheets();
}

/** Shows what was chosen, here or in the address. */
function showChoice() {
  if (way()) at(`print-by-${way().name}`).checked = true;
  if (at("print-copies").valueAsNumber !== state.copies) at("print-copies").value = state.copies;
  if (way()?.name !== sheetsOf) fillSheets();
  changed();
}

function wayTile(one, checked) {
  const id = `print-by-${one.name}`;
  const about = [
    make("p", {}, one.about),
    one.needs ? make("p", { className: "hint" }, `You need: ${one.needs}.`) : null,
    make("p", { className: "odds", id: `${id}-odds` }),
  ];
  const choice = { id, name: "print-way", value: one.name, title: one.title, checked };
  return tile(choice, about, drawingOf(one, state.deck, fourColours()));
}

/** Offers labels where the way prints on labels, and otherwise kinds of paper. */
function fillSheets() {
  const one = way();
  sheetsOf = one.name;
  at("print-reverse-choice").hidden = !turnsByHand(one.options);
  const output = state.deck.outputs.find((row) => row.name === one.output);
  const usual = state.deck.sheets.find((row) => row.name === (one.options?.sheet ?? output?.sheet));
  const onLabels = Boolean(usual?.cells);
  const rows = usual ? state.deck.sheets.filter((row) => Boolean(row.cells) === onLabels) : [];
  const kinds = new Map(rows.map((row) => [onLabels ? row.name : row.paper, row]));
  if (usual) kinds.set(onLabels ? usual.name : usual.paper, usual);
  const label = (row) => (onLabels ? `${row.paper}: ${row.cells} mm` : row.paper);
  const option = (row) =>
    make("option", { value: row === usual ? "" : row.name, selected: row === usual }, label(row));
  const all = [...kinds.values()];
  const options = onLabels ? labelsFirst(all, option) : all.map(option);
  fill(at("print-sheet"), ...(options.length ? options : [make("option", { value: "" }, "A4")]));
  at("print-sheet").disabled = !options.length;
  at("print-sheet-label").textContent = onLabels ? "Labels or cards that are cut already" : "Paper";
  at("print-sheet-hint").textContent = options.length
    ? ""
    : "This way always prints on whole pages of this paper.";
  at("print-start").disabled = !onLabels;
  at("print-start-hint").textContent = onLabels
    ? "Of a sheet that is used in part. Count in rows from the top left."
    : "Only for labels: other sheets begin at the first place.";
}

function fillPrinters() {
  if (!state.deck) return;
  fill(at("print-printer"), ...printerOptions(state.printer));
}

/** What cardgen is asked for: the output with its options. */
function wanted() {
  const one = way();
  const options = { ...one.options };
  const ids = picker.ids();
  if (ids) options.cards = ids;
  const copies = at("print-copies").valueAsNumber;
  if (copies !== 1) options.copies = copies;
  if (at("print-sheet").value) options.sheet = at("print-sheet").value;
  const start = at("print-start").valueAsNumber;
  if (!at("print-start").disabled && start !== 1) options.start_at = start;
  if (turnsByHand(options) && at("print-reverse").checked) options.reverse = true;
  return { output: one.output, options };
}

/** Whether somebody turns the paper, who learns from the page about it which order it needs. */
const turnsByHand = (options) => options?.flip === "none";

const oddsLater = afterPause(askOdds, 1500); // no plan should have to wait for them

function changed() {
  at("print-done").hidden = true;
  formChanged();
}

async function plan() {
  const { question, data, aside } = await withPrinter("plan", wanted());
  return { ...data, question, aside };
}

async function show(data, isLatest) {
  showPlan("print", data);
  at("print-printer-hint").textContent = data.aside ?? "";
  if (data.stopped) return fill(at("print-sheets"));
  await showSheet(data.question, data, isLatest);
  oddsLater(isLatest);
}

/** Asks with the correction of the printer that is chosen, where the way can use it. */
const withPrinter = (name, given) => askOn(state.printer && at("print-printer").value, name, given);

/** Draws the first sheet, front and back, with the faces that lie on it. */
async function showSheet({ output, options }, { files }, isLatest) {
  const pages = files
    .flatMap((file) => file.pages.map((page) => ({ page, run: file.runs[0] })))
    .filter(({ page }) => page.placements.length);
  const shown = [
    ...pages.filter(({ page }) => page.side === "front").slice(0, 1),
    ...pages.filter(({ page }) => page.side === "back").slice(0, 1),
  ];
  const ids = [
    ...new Set(shown.flatMap(({ page }) => page.placements.map((placed) => placed.card))),
  ];
  if (!ids.length) return fill(at("print-sheets"));
  const { data } = await ask("faces", { output, cards: ids, back: options.back });
  if (!isLatest()) return;
  for (const url of pictures) URL.revokeObjectURL(url);
  pictures = [];
  const urls = new Map();
  for (const face of data.faces ?? []) {
    const url = URL.createObjectURL(new Blob([face.svg], { type: "image/svg+xml" }));
    pictures.push(url);
    const key = `${face.card} ${face.side}`; // of a card with several pages, the first is shown
    if (!urls.has(key)) urls.set(key, url);
  }
  const figures = shown.map(({ page, run }) => {
    const words = files[0].paper ? `Sheet 1, ${page.side}` : "Page 1";
    const drawn = sheetPicture(
      page,
      ({ card, face }) => urls.get(`${card} ${face}`),
      run,
      `${words}: ${counted(page.placements.length, "card face")}`,
    );
    return make("figure", {}, drawn, make("figcaption", { "aria-hidden": "true" }, words));
  });
  fill(at("print-sheets"), ...figures);
  at("print-sheets").classList.toggle("grey", options.ink === "mono");
}

/** Says on each way's tile how many cards come out right, as soon as that is known: on the one that
 * is chosen first, and on the others if nobody has to wait for it. */
async function askOdds(isLatest) {
  const others = answers === "http" || !Object.keys(state.overlay).length ? state.deck.ways : [];
  for (const one of [way(), ...others]) {
    const options = one === way() ? wanted().options : (one.options ?? {});
    const words = await oddsInWords(one.output, options);
    at(`print-by-${one.name}-odds`).textContent = words;
    if (!isLatest()) return;
  }
}

async function makeFiles() {
  const button = at("print-make");
  button.disabled = true;
  say("Making the PDF…");
  const isOld = changesOf(() => [wanted(), state.printer]);
  const { data, files } = await withPrinter("build", wanted());
  if (data.stopped) show(data);
  button.disabled = false; // it can be tried again
  if (data.stopped) return say(`The PDF could not be made: ${data.stopped}`);
  if (isOld()) return say("What you chose has changed while the PDF was made. Make it once more.");
  handOver(at("print-done"), data.files[0], files);
}
