/** Make front and back meet: a printer that is measured, and those that were. */
import { ask } from "./ask.js";
import { afterPause, at, capital, download, fill, make, say, sentence } from "./dom.js";
import { showFoldOver } from "./fold_over.js";
import { cornerDrawing } from "./gauges.js";
import { forget, keep, kept } from "./keep.js";
import { mistakeAmong, numberInput } from "./numbers.js";
import { change, state, whenChanged } from "./state.js";

const KEPT = "printers";
const CHOSEN = "printer"; // the name of the one that was printed on last
const CORNERS = [
  ["A", "upper left"],
  ["B", "upper right"],
  ["C", "lower left"],
  ["D", "lower right"],
];
let asked = 0;

export function showMeet() {
  fill(at("meet-corners"), ...CORNERS.map(corner));
  fill(at("meet-gauge-drawing"), cornerDrawing());
  showFoldOver();
  const chosen = kept(CHOSEN)?.value;
  change({ printers: keptPrinters(), printer: chosen in keptPrinters() ? chosen : null });
  whenChanged(["deck"], fillSheets);
  whenChanged(["printers", "kept"], showKept);
  whenChanged(["printer"], keepChosen);
  at("meet-test").addEventListener("click", saveTestSheet);
  at("meet-form").addEventListener("input", afterPause(read, 250));
  at("meet-way").addEventListener("change", sayPages);
  at("meet-form").addEventListener("submit", keepReading);
  sayPages();
  showKept();
}

function fillSheets() {
  const papers = new Map(
    state.deck.sheets
      .filter((row) => !row.cells)
      .map((row) => [row.paper, row.name])
      .reverse(),
  );
  const names = [...papers].reverse();
  fill(
    at("meet-sheet"),
    ...names.map(([paper, name]) =>
      make("option", { value: name, selected: name === "a4" }, paper),
    ),
  );
}

const way = () => (at("meet-landscape").checked ? "landscape" : "portrait");

function sayPages() {
  const pages = way() === "landscape" ? "3 and 4" : "1 and 2";
  at("meet-pages").textContent =
    `Print pages ${pages} on one sheet: both sides, actual size (100 %), flip on the LONG edge, ` +
    "from the tray and on the card that you will use.";
}

async function saveTestSheet() {
  say("Making the test sheet…");
  const { data, files } = await ask("test_sheet", { sheet: at("meet-sheet").value });
  if (data.stopped) return say(`The test sheet could not be made: ${data.stopped}`);
  for (const [name, bytes] of Object.entries(files)) download(name, bytes);
  say(`${Object.keys(files).join(", ")} is in your downloads.`);
}

/** The fields for what is read at a corner. */
function corner([letter, place]) {
  const rows = [
    measure(letter, "across", ["right", "left"], "At the upper or lower edge"),
    measure(letter, "along", ["down", "up"], "At the side"),
  ];
  return make("fieldset", {}, make("legend", {}, `Corner ${letter}, ${place}`), ...rows);
}

function measure(letter, name, words, edge) {
  const id = `meet-${letter}-${name}`;
  const number = numberInput(id, 0, 20, { step: "0.01", inputMode: "decimal" });
  const label = make(
    "label",
    { htmlFor: id, className: "visually-hidden" },
    `Millimetres ${words.join(" or ")}, at corner ${letter}`,
  );
  const side = make(
    "select",
    { id: `${id}-word` },
    ...words.map((word) => make("option", {}, word)),
  );
  side.setAttribute("aria-label", `${capital(words.join(" or "))}, at corner ${letter}`);
  const where = make("span", { className: "hint" }, edge);
  return make("div", { className: "reading" }, where, label, number, make("span", {}, "mm"), side);
}

/** What is typed for a corner, in mm to the right and down; null as long as a figure is missing. */
function typed(letter) {
  const signed = (name, word) => {
    const value = at(`meet-${letter}-${name}`).valueAsNumber;
    return at(`meet-${letter}-${name}-word`).value === word ? value : -value;
  };
  const both = [signed("across", "right"), signed("along", "down")];
  return both.some(Number.isNaN) ? null : both;
}

/** What to ask: the one corner as the shift itself, or all four; a text says what is missing. */
function readings() {
  const corners = CORNERS.map(([letter]) => [letter, typed(letter)]);
  const read = corners.filter(([, both]) => both);
  if (!corners[0][1]) return "";
  if (read.length === 1) {
    const [right, down] = corners[0][1];
    return {
      [right < 0 ? "left" : "right"]: Math.abs(right),
      [down < 0 ? "up" : "down"]: Math.abs(down),
    };
  }
  if (read.length < CORNERS.length) return "Read all four corners, or only A.";
  return { corners: Object.fromEntries(corners) };
}

/** Says what the figures mean, and resolves to the answer; to null if there is none. */
async function read() {
  asked += 1;
  const own = asked;
  const wrong = mistakeAmong(at("meet-form"));
  const found = wrong ?? readings();
  if (typeof found === "string") {
    at("meet-words").classList.toggle("wrong", Boolean(wrong));
    fill(at("meet-words"), found);
    return null;
  }
  const { corners, ...shift } = found;
  const { data } = await ask("calibrate", {
    printer: fileOf(label()),
    landscape: way() === "landscape",
    corners,
    shift,
    sheet: at("meet-sheet").value,
  });
  if (own === asked) {
    at("meet-words").classList.toggle("wrong", Boolean(data.stopped));
    at("meet-words").textContent = sentence(data.stopped ?? data.words);
  }
  return data.stopped ? null : data;
}

const label = () => at("meet-name").value.trim();

/** The name of a printer as its file would have it. */
function nameOf(words) {
  const plain = words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return plain.slice(0, 60) || "printer";
}

/** The name of the file of the printer that is called so; no other printer that is known has it. */
function fileOf(words) {
  const own = Object.keys(state.printers).find((name) => state.printers[name].about === words);
  const numbered = Array.from({ length: 99 }, (_, at) => `${nameOf(words)}-${at + 2}`);
  return own ?? [nameOf(words), ...numbered].find((name) => !(name in state.printers));
}

async function keepReading(event) {
  event.preventDefault();
  const reading = await read();
  if (!reading) {
    at("meet-A-across").focus();
    return say(
      at("meet-words").textContent || "Type what you read at corner A first: two figures.",
    );
  }
  if (!label()) {
    at("meet-name").focus();
    return say("Give the printer a name, so that you find it again.");
  }
  const name = fileOf(label());
  const measured = { ...state.printers[name], about: label(), [reading.way]: reading.keys };
  const stays = keep(KEPT, { ...keptPrinters(), [name]: measured });
  change({ printers: { ...state.printers, [name]: measured }, printer: name });
  const where = stays
    ? "kept in this browser"
    : "known until you close this page, as this browser keeps nothing";
  const moved =
    "“Print it” moves the backs for it, and so does “Plan a workshop” for what you tick there";
  say(`${label()} is ${where}. ${moved}.`);
}

const keptPrinters = () => kept(KEPT)?.value ?? {};

/** Keeps which printer is chosen, if it is one that this browser keeps. */
function keepChosen({ printer }) {
  if (printer in keptPrinters()) keep(CHOSEN, printer);
  else forget(CHOSEN);
}

function showKept() {
  const rows = Object.entries(state.printers).map(([name, own]) => {
    const remove = make(
      "button",
      { type: "button", className: "quiet", onclick: () => removePrinter(name) },
      "Remove",
    );
    remove.setAttribute("aria-label", `Remove ${own.about || name}`);
    const ways = ["portrait", "landscape"]
      .filter((one) => own[one])
      .map((one) => `${one === "portrait" ? "upright" : "sideways"}: ${inWords(own[one])}`);
    const words = make("span", {}, make("strong", {}, own.about || name), ` ${ways.join("; ")}`);
    return make("li", {}, words, name in keptPrinters() ? null : keepButton(name, own), remove);
  });
  fill(at("meet-kept"), ...(rows.length ? rows : [make("li", { className: "hint" }, "None yet.")]));
}

/** A button for a printer that came with a workshop's file, and would be gone with the page. */
function keepButton(name, own) {
  const keepIt = () => {
    const stays = keep(KEPT, { ...keptPrinters(), [name]: own });
    showKept();
    say(stays ? `${own.about || name} is kept in this browser.` : "This browser keeps nothing.");
  };
  return make(
    "button",
    { type: "button", className: "quiet", onclick: keepIt },
    "Keep it in this browser, too",
  );
}

/** The figures as they are kept, such as 1.4 mm right, 2.6 mm down. */
function inWords(keys) {
  const told = Object.entries(keys).map(([key, value]) => {
    if (key.startsWith("scale")) return `${value} times as ${key === "scale-x" ? "wide" : "high"}`;
    if (key.startsWith("turn"))
      return `turned ${value}° ${key === "turn-cw" ? "clockwise" : "counter-clockwise"}`;
    return `${value} mm ${key}`;
  });
  return told.join(", ");
}

function removePrinter(name) {
  const { [name]: gone, ...printers } = state.printers;
  const { [name]: forgotten, ...others } = keptPrinters();
  keep(KEPT, others);
  change({ printers, printer: state.printer === name ? null : state.printer });
  (at("meet-kept").querySelector("button") ?? at("meet-name")).focus();
  say(`${gone.about || name} is removed.`);
}
