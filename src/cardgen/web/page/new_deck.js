/** A new deck from a workbook, a table or a document: what was understood, and the folder of it. */
import { askAlone } from "./ask.js";
import {
  at,
  bytesOf,
  counted,
  download,
  field,
  fill,
  make,
  problemList,
  say,
  whenDropped,
} from "./dom.js";
import { change, filesNamedIn, state, whenChanged } from "./state.js";
import { mayLeave, noteSaved } from "./unsaved.js";
import { zipOf } from "./zip.js";

let isLookedAt = false; // whether a new deck is to be shown

whenChanged(["deck"], turnToDeck);

/** What is said of the file that was read last, in the form that is there by then: it is drawn anew
 * as soon as the words of another deck have come. */
const told = make("div", { id: "table-told", tabIndex: -1 });

/** The part of the form that makes a deck of a table. */
export function newDeckForm() {
  const file = make("input", { id: "table-file", type: "file", accept: ".xlsx,.csv,.docx" });
  file.addEventListener("change", () => read(file.files[0], file));
  const wayBack = make(
    "button",
    { type: "button", id: "table-back", onclick: back },
    "Go back to the deck that was here before",
  );
  const section = make(
    "section",
    { className: "part", id: "new-deck", "aria-labelledby": "new-deck-title" },
    make("h3", { id: "new-deck-title" }, "A new deck from a spreadsheet"),
    make(
      "p",
      {},
      "A workbook or a table with a row of headings: Theme, Name, Definition, Positive and " +
        "Negative are the best ones. A list has an item on each line of its cell " +
        "(in Excel, Alt+Enter).",
    ),
    field(
      "The workbook (.xlsx), table (.csv) or document (.docx)",
      file,
      "Choose it, or drop it here.",
    ),
    told,
    state.named ? make("div", { className: "actions" }, wayBack) : null,
  );
  return whenDropped(section, (dropped) => read(dropped, file));
}

async function read(file, input) {
  if (!file) return;
  const bytes = await bytesOf(file);
  input.value = "";
  if (!bytes) return;
  say(`Reading ${file.name}…`);
  const name = plainName(file.name);
  const { data, files } = await askAlone("table", { file: name }, { [name]: bytes });
  if (data.stopped) {
    fill(told, ...notUnderstood(file.name, data));
    say(`${file.name} is no deck yet: ${counted(data.problems.length || 1, "thing")} to mend.`);
  } else {
    fill(told, ...understood(file.name, data, files));
    say(`${file.name} is understood: ${counted(data.cards.length, "card")}.`);
  }
  told.focus();
}

function notUnderstood(name, { stopped, problems }) {
  const why = problems.length ? "" : ` ${stopped}`;
  const whatNext = problems.length
    ? "Change it in these cells, and drop it here again."
    : otherwise(name);
  return [
    make("p", { className: "wrong" }, `${name} is no deck yet.${why}`),
    problemList(problems),
    make("p", {}, whatNext),
  ];
}

/**
 * The name of a file without signs that cardgen takes in none: spaces that do not break, and others
 * that are not seen.
 */
const plainName = (name) =>
  name
    .normalize("NFC")
    .replaceAll(/\p{Z}+/gu, " ")
    .replaceAll(/[\p{C}:\\/]/gu, "");

/** What to do with a file that is not read here at all. */
function otherwise(name) {
  const copy = "Copy its table into Excel, save it as a workbook (.xlsx), and drop that here.";
  return /\.docx?$/i.test(name)
    ? copy
    : "Save it as a workbook (.xlsx) or a table (.csv), and drop that here.";
}

function understood(name, data, files) {
  const look = make(
    "button",
    { type: "button", id: "table-look", onclick: () => lookAt(data, files) },
    "Look at it here",
  );
  const onclick = () => save(data.folder, files);
  const folder = make(
    "button",
    { type: "button", className: "quiet", id: "table-save", onclick },
    "Save the folder as a ZIP",
  );
  const inThemes = data.themes.length ? ` in ${counted(data.themes.length, "theme")}` : "";
  const whole = `“${data.title}”: ${counted(data.cards.length, "card")}${inThemes}.`;
  const hint = (words) => make("p", { className: "hint" }, words);
  return [
    make("p", {}, make("strong", {}, whole)),
    make("ul", {}, ...cardsByTheme(data)),
    problemList(data.problems),
    data.problems.length
      ? hint(
          `Change ${name} in these cells and drop it here again, ` +
            "or look at it here and change the words above.",
        )
      : null,
    make("div", { className: "actions" }, look, folder),
    hint(
      "Unpack the ZIP, and the command line knows the deck: " +
        `cardgen --deck ${data.folder} build office`,
    ),
  ];
}

/** The names of the cards, a line for each theme and one for those without. */
function cardsByTheme({ cards, themes }) {
  const line = (title, own) =>
    make("li", {}, make("b", {}, title), `: ${own.map((card) => card.name).join(", ")}`);
  const others = cards.filter((card) => !card.theme);
  return [
    ...themes.map(({ id, name }) =>
      line(
        name,
        cards.filter((card) => card.theme === id),
      ),
    ),
    ...(others.length ? [line("Without a theme", others)] : []),
  ];
}

function save(folder, files) {
  download(`${folder}.zip`, zipOf(files));
  say(`${folder}.zip is in your downloads.`);
}

/** Shows the new deck on all of the page. */
function lookAt(data, files) {
  isLookedAt = showInstead({ folder: data.folder, files });
}

/** Shows another deck in place of this one, without changes, if those to this one may go; returns
 * whether it does. */
function showInstead(named) {
  if (!mayLeave("words")) return false;
  change({
    chosen: [],
    overlay: {},
    languages: [],
    editing: null,
    files: filesNamedIn(state.workshop),
    named,
  });
  noteSaved("words");
  fill(told);
  return true;
}

/** Turns to the deck when its cards have taken the place of the others. */
function turnToDeck() {
  if (isLookedAt) location.hash = "see";
  isLookedAt = false;
}

/** Shows the deck again that the page came with. */
function back() {
  showInstead(null);
}
