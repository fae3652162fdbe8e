/** Have it printed: the file for a print room or a shop, the order in plain words, and a note. */
import { answers, ask, isUnchanged } from "./ask.js";
import { shopPictures } from "./canvas.js";
import { at, download, fill, make, say } from "./dom.js";
import {
  commandFor,
  commandShown,
  copyButton,
  fetched,
  readsBeside,
  readyMade,
  saveButton,
} from "./handover.js";
import { dateInWords } from "./keep.js";
import { cardPicker } from "./picks.js";
import { state, whenChanged } from "./state.js";
import { changesOf, followForm, mistakeIn, showPlan, tile } from "./task_form.js";
import { zipOf } from "./zip.js";

let picker;
let formChanged;

export function showOrder() {
  picker = cardPicker("order", changed);
  at("order-cards").replaceWith(picker.element);
  const mistake = () => mistakeIn(picker, at("order-form"));
  const plan = async () => (await ordered({ dry_run: true })).data;
  formChanged = followForm("order", { mistake, plan, show });
  whenChanged(["deck"], fillShops);
  whenChanged(["deck", "overlay", "languages", "files", "way"], changed);
  at("order-profiles").addEventListener("change", changed);
  at("order-copies").addEventListener("input", changed);
  at("order-make").addEventListener("click", makeOrder);
}

/** Offers whoever prints: the shops of the deck, and the office's own printer. */
function fillShops() {
  const shops = state.deck.profiles.filter((row) => row.standard);
  const own = {
    name: "",
    title: "An office printer, ours or a colleague’s",
    about: "The file as in Print it, with a list of what to buy for it.",
  };
  const rows = [...shops.map(shopRow), own];
  const chosen = rows.find(({ name }) => name === shop()?.name) ?? rows[0];
  const tiles = rows.map((row) => shopTile(row, row === chosen));
  fill(at("order-profiles"), ...tiles);
}

function shopRow(row) {
  const pdf = answers === "http" ? "Takes a PDF" : "Takes a PDF, ready-made of the whole deck";
  const kind = row.standard === "png" ? "Takes a picture of each face" : pdf;
  const date = dateInWords(row["as of"]);
  return { name: row.name, title: row.about, about: `${kind}. What they ask for, as of ${date}.` };
}

function shopTile({ name, title, about }, checked) {
  const id = `order-by-${name || "own"}`;
  const choice = { id, name: "order-profile", value: name, title, checked };
  return tile(choice, [make("p", { className: "hint" }, about)]);
}

/** The shop that is chosen, nothing for an office printer. */
function shop() {
  const name = at("order-profiles").querySelector("input:checked")?.value;
  return name ? state.deck.profiles.find((row) => row.name === name) : undefined;
}

/**
 * Where the file comes from: cardgen makes it or, where that is a browser, which has no colour
 * profiles of presses, this page draws it, or it is ready-made, or a colleague has to make it.
 */
function source() {
  if (answers === "http" || !shop()) return "cardgen";
  if (shop().standard === "png") return "drawn";
  const isWhole = (picker.ids()?.length ?? state.deck.cards.length) === state.deck.cards.length;
  return isWhole && isUnchanged() ? "ready-made" : "colleague";
}

/** What cardgen is asked for: a shop's file, or that of the way that is chosen in Print it. */
function wanted() {
  const options = { copies: at("order-copies").valueAsNumber };
  const cards = picker.ids();
  if (cards) options.cards = cards;
  if (shop()) return { options: { ...options, profile: shop().name } };
  const way = state.deck.ways.find(({ name }) => name === state.way) ?? state.deck.ways[0];
  return { output: way.output, options: { ...way.options, ...options } };
}

/** Asks for the order with its file or, where cardgen cannot make that here, for its words. */
function ordered(more = {}) {
  const from = source();
  if (from === "cardgen") return ask("order", { ...wanted(), ...more });
  return ask("order", { ...wanted(), words_only: true, each_once: from === "ready-made" });
}

function changed() {
  at("order-done").hidden = true;
  formChanged();
}

function show(data) {
  showPlan("order", data);
  fill(at("order-contents"), ...(data.stopped ? [] : contents(data)));
}

/** What the ZIP holds, what has to come beside it, and the words of it to read. */
function contents({ order, note, supplies }) {
  const from = source();
  const [[file]] = order;
  const isReady = from === "ready-made";
  const isApart = from === "colleague" || (isReady && !(readsBeside && readyMade(file)));
  const named = ([name, about]) => [make("strong", {}, name), `: ${about}`];
  return [
    make("h4", {}, "In the ZIP"),
    listOf("summary contents", isApart ? order.slice(1) : order, named),
    isApart ? make("h4", {}, isReady ? "Beside it" : "The file to print") : null,
    ...(isApart ? (isReady ? [make("p", {}, ...whereabouts(file))] : toColleague(file)) : []),
    make("details", {}, make("summary", {}, "Read the note"), make("pre", {}, note)),
    supplies.length ? make("h4", {}, "To have at hand") : null,
    supplies.length ? listOf("", supplies, (item) => [item]) : null,
  ];
}

const listOf = (className, rows, words) =>
  make("ul", { className }, ...rows.map((row) => make("li", {}, ...words(row))));

/** A ready-made file as a link, and where it lies. */
function whereabouts(file) {
  const link = readyMade(file);
  if (!link) return [`${file} did not come with this page: ask whoever made it.`];
  const own = make("a", { href: link.href, download: "" }, file);
  return [own, ", from the ready-made files at the top of this page."];
}

/** How to have a file made that is of some cards, or of changed words. */
function toColleague(file) {
  const command = commandFor("order", wanted().options);
  const hasChanges = Object.keys(state.overlay).length > 0;
  const { named } = state;
  return [
    make(
      "p",
      {},
      `No browser can make ${file}, because it needs the press’s colour profile. Send this line to ` +
        "a colleague who has cardgen. It makes the whole order, with the file in it:",
    ),
    commandShown(command),
    hasChanges
      ? make("p", {}, "Send your changes along: save them in Change words as our-words.yaml.")
      : null,
    named
      ? make("p", {}, "Send this deck along: your colleague unpacks its ZIP, and runs the line there.")
      : null,
    make(
      "div",
      { className: "actions" },
      copyButton("Copy the line", command),
      named ? saveButton(`${named.folder.split("/").pop()}.zip`, zipOf(named.files)) : null,
    ),
    named
      ? null
      : make("p", { className: "hint" }, "Of all the cards as they are, the file is ready-made."),
  ];
}

async function makeOrder() {
  const button = at("order-make");
  button.disabled = true;
  say("Making the order…");
  const from = source();
  const isOld = changesOf(() => [source(), wanted()]);
  const { data, bytes, isWhole } = await madeOrder(from);
  if (data.stopped) show(data);
  button.disabled = false; // it can be tried again
  if (data.stopped) return say(`The order could not be made: ${data.stopped}`);
  if (isOld()) return say("What you chose has changed while the order was made. Make it once more.");
  download(data.zip, bytes);
  const title = make("h3", { tabIndex: -1 }, "Send it");
  fill(
    at("order-done"),
    title,
    stepsList(steps(from, data, isWhole)),
    copyButton("Copy the note", data.note),
    make("details", {}, make("summary", {}, "Read the order"), make("pre", {}, data.words)),
    make("p", { className: "hint" }, `${data.zip} is in your downloads. Not there?`),
    saveButton(data.zip, bytes),
  );
  at("order-done").hidden = false;
  title.focus();
  say(`${data.zip} is in your downloads.`);
}

/** The order with the bytes of its ZIP, and whether that has the file too; or why there is none. */
async function madeOrder(from) {
  const { data, files } = await ordered();
  if (data.stopped) return { data };
  if (from === "cardgen") return { data, bytes: files[data.zip], isWhole: true };
  const [[name]] = data.order;
  let file = null;
  if (from === "ready-made") file = await fetched(readyMade(name));
  if (from === "drawn") {
    const { output, name: profile, ppi } = shop();
    const drawn = await ask("faces", { output, profile, cards: picker.ids() });
    if (drawn.data.stopped) return drawn;
    file = zipOf(await shopPictures(drawn.data.faces, ppi));
  }
  const own = file ? { [name]: file } : {};
  return { data, bytes: zipOf({ ...own, ...files }), isWhole: Boolean(file) };
}

/** What to do with the order, one after another; isWhole says that its ZIP has the file too. */
function steps(from, { order: [[file]], zip }, isWhole) {
  const isOnline = shop() && !state.deck.outputs.find((row) => row.name === shop().output)?.sheet;
  const isOurs = isWhole || from === "colleague"; // whose ZIP is called the same
  const beside = `${file} from the ready-made files`;
  const rows = isOnline
    ? [
        `${isOurs ? `Unpack ${zip}. ` : ""}On the shop’s own page, choose what order.txt says.`,
        from === "drawn"
          ? `Unpack ${file} too, and put its pictures where they ask for the artwork.`
          : `Put ${isOurs ? file : beside} where they ask for the artwork.`,
        "If they take orders by mail, paste the note into it and attach the files.",
      ]
    : [`Paste the note into a mail, and attach ${isOurs ? "" : `${beside} and `}${zip}.`];
  const first =
    "Send your colleague the line above, and wait for the order that it makes. " +
    "Until then, the words in this one are enough to ask what it costs.";
  return from === "colleague" ? [first, ...rows] : rows;
}

function stepsList(rows) {
  if (rows.length === 1) return make("p", {}, rows[0]);
  return make("ol", { className: "steps" }, ...rows.map((words) => make("li", {}, words)));
}
