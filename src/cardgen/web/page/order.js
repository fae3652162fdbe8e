/** Have it printed: the file for a print room or a shop, the order in plain words, and a note. */
import { answers, ask, isUnchanged } from "./ask.js";
import { shopPictures } from "./canvas.js";
import { toColleague, whyNotReady } from "./colleague.js";
import { at, download, fill, make, say } from "./dom.js";
import { copyButton, fetched, readsBeside, readyMade, saveButton } from "./handover.js";
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
  formChanged = followForm("order", { mistake, plan, show });
  whenChanged(["deck"], fillShops);
  whenChanged(["deck", "overlay", "languages", "files", "way"], changed);
  at("order-profiles").addEventListener("change", changed);
  at("order-copies").addEventListener("input", changed);
  at("order-make").addEventListener("click", makeOrder);
}

/** The plan of the order, with where its file is and the options, which may change meanwhile. */
async function plan() {
  const [place, { options }] = [fileIs(), wanted()];
  const { data } = await ordered({ dry_run: true }, place);
  return { ...data, place, options };
}

/** Offers whoever prints: the shops of the deck, and the office's own printer. */
function fillShops() {
  const own = { name: "", title: "An office printer, ours or a colleague’s" };
  const rows = [...pressShops().map(({ name, about }) => ({ name, title: about })), own];
  const chosen = rows.find(({ name }) => name === shop()?.name) ?? rows[0];
  fill(at("order-profiles"), ...rows.map((row) => shopTile(row, row === chosen)));
  showSources();
}

const pressShops = () => state.deck.profiles.filter((row) => row.standard);

const idOf = (name) => `order-by-${name || "own"}`;

function shopTile({ name, title }, checked) {
  const choice = { id: idOf(name), name: "order-profile", value: name, title, checked };
  return tile(choice, [make("p", { className: "hint", id: `${idOf(name)}-source` })]);
}

/** Says of each shop, before one is chosen, where its file comes from, and why if not from here. */
function showSources() {
  for (const one of pressShops()) {
    const kind = one.standard === "png" ? "Takes a picture of each face" : "Takes a PDF";
    const date = dateInWords(one["as of"]);
    at(`${idOf(one.name)}-source`).textContent =
      `${kind}, ${SOURCES[fileIs(one)]}. What they ask for was looked up on ${date}.`;
  }
  at(`${idOf("")}-source`).textContent =
    "The file as in Print it, which goes into the ZIP, with a list of what to buy for it.";
  const isForColleague = pressShops().some((one) => source(one) === "colleague");
  at("order-sources").hidden = !isForColleague;
  at("order-sources").textContent = isForColleague
    ? `${whyNotReady(isWhole())}, and no browser can make a file for a press. Shops that take a ` +
      "PDF need a colleague who has cardgen: choose one, and you see what to send. Shops that " +
      "take pictures, and an office printer, have their file from this page, just as your cards " +
      "are now."
    : "";
}

const SOURCES = {
  "in-zip": "which goes into the ZIP",
  beside: "which is ready-made beside this page",
  "to-come": "which a colleague with cardgen has to make",
};

/** The shop that is chosen, nothing for an office printer. */
function shop() {
  const name = at("order-profiles").querySelector("input:checked")?.value;
  return name ? state.deck.profiles.find((row) => row.name === name) : undefined;
}

/**
 * Where the file for a shop comes from: cardgen makes it or, where that is a browser, which has no
 * colour profiles of presses, this page draws it, or it is ready-made, or a colleague makes it.
 */
function source(one = shop()) {
  if (answers === "http" || !one) return "cardgen";
  if (one.standard === "png") return "drawn";
  const isReady = isWhole() && isUnchanged() && readyMade(`${one.output}-${one.name}.pdf`);
  return isReady ? "ready-made" : "colleague";
}

const isWhole = () => (picker.ids()?.length ?? state.deck.cards.length) === state.deck.cards.length;

/** Where the file for a shop will be, as the words of an order say it. */
function fileIs(one = shop()) {
  if (source(one) === "colleague") return "to-come";
  return source(one) === "ready-made" && !readsBeside ? "beside" : "in-zip";
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

/** Asks for the order with its file or, where cardgen cannot make that here, for its words; place
 * is where the file is then. */
function ordered(more = {}, place = fileIs()) {
  const from = source();
  if (from === "cardgen") return ask("order", { ...wanted(), ...more });
  const each = { each_once: from === "ready-made" };
  return ask("order", { ...wanted(), words_only: true, ...each, file_is: place });
}

function changed() {
  at("order-done").hidden = true;
  if (state.deck && at("order-profiles").childElementCount) showSources();
  formChanged();
}

function show(data) {
  showPlan("order", data);
  fill(at("order-contents"), ...(data.stopped ? [] : contents(data)));
}

/** What the ZIP holds, what has to come beside it, and the words of it to read. */
function contents({ order, note, supplies, place, options }) {
  const [[file]] = order;
  const named = ([name, about]) => [make("strong", {}, name), `: ${about}`];
  const isApart = place !== "in-zip";
  return [
    make("h4", {}, "In the ZIP"),
    listOf("summary contents", isApart ? order.slice(1) : order, named),
    ...(isApart ? apart(file, place, options) : []),
    make("details", {}, make("summary", {}, "Read the note"), make("pre", {}, note)),
    supplies.length ? make("h4", {}, "To have at hand") : null,
    supplies.length ? listOf("", supplies, (item) => [item]) : null,
  ];
}

const listOf = (className, rows, words) =>
  make("ul", { className }, ...rows.map((row) => make("li", {}, ...words(row))));

/** How to come by a file that is not in the ZIP. */
function apart(file, place, options) {
  if (place === "to-come")
    return [make("h4", {}, "The file to print"), ...toColleague(file, options)];
  const own = make("a", { href: readyMade(file).href, download: "" }, file);
  const where = make("p", {}, own, ", from the ready-made files at the top of this page.");
  return [make("h4", {}, "Beside it"), where];
}

async function makeOrder() {
  const button = at("order-make");
  button.disabled = true;
  say("Making the order…");
  const from = source();
  const isOld = changesOf(() => [source(), wanted()]);
  const { data, bytes, place } = await madeOrder(from);
  if (data.stopped) show(data);
  button.disabled = false; // it can be tried again
  if (data.stopped) return say(`The order could not be made: ${data.stopped}`);
  if (isOld())
    return say("What you chose has changed while the order was made. Make it once more.");
  download(data.zip, bytes);
  const title = make("h3", { tabIndex: -1 }, "Send it");
  fill(
    at("order-done"),
    title,
    stepsList(steps(from, data, place)),
    copyButton("Copy the note", data.note),
    make("details", {}, make("summary", {}, "Read the order"), make("pre", {}, data.words)),
    make("p", { className: "hint" }, `${data.zip} is in your downloads. Not there?`),
    saveButton(data.zip, bytes),
  );
  at("order-done").hidden = false;
  title.focus();
  say(`${data.zip} is in your downloads.`);
}

/** The order with the bytes of its ZIP, and where its file is; or why there is none. */
async function madeOrder(from) {
  const { output, name: profile, ppi } = shop() ?? {};
  let file = null;
  if (from === "ready-made") file = await fetched(readyMade(`${output}-${profile}.pdf`));
  const place = from === "ready-made" && !file ? "beside" : fileIs();
  const { data, files } = await ordered({}, place);
  if (data.stopped) return { data };
  if (from === "cardgen") return { data, bytes: files[data.zip], place };
  if (from === "drawn") {
    const drawn = await ask("faces", { output, profile, cards: picker.ids() });
    if (drawn.data.stopped) return drawn;
    file = zipOf(await shopPictures(drawn.data.faces, ppi));
  }
  const own = file ? { [data.order[0][0]]: file } : {};
  return { data, bytes: zipOf({ ...own, ...files }), place };
}

/** What to do with the order, one after another; place is where its file is. */
function steps(from, { order: [[file]], zip }, place) {
  const isOnline = shop() && !state.deck.outputs.find((row) => row.name === shop().output)?.sheet;
  const isBeside = place === "beside";
  const beside = `${file} from the ready-made files`;
  if (place === "to-come") return stepsWithColleague(file, isOnline);
  if (!isOnline)
    return [`Paste the note into a mail, and attach ${isBeside ? `${beside} and ` : ""}${zip}.`];
  return [
    `${isBeside ? "" : `Unpack ${zip}. `}On the shop’s own page, choose what order.txt says.`,
    from === "drawn"
      ? `Unpack ${file} too, and put its pictures where they ask for the artwork.`
      : `Put ${isBeside ? beside : file} where they ask for the artwork.`,
    "If they take orders by mail, paste the note into it and attach the files.",
  ];
}

/** What to do as long as a colleague has not made the file. */
function stepsWithColleague(file, isOnline) {
  const asking = isOnline
    ? "order.txt says what to choose on the shop’s own page"
    : "paste the note into a mail, and attach the ZIP";
  const sending = isOnline
    ? "Put the file where they ask for the artwork"
    : "Paste that note into a mail, and attach that ZIP";
  return [
    `This ZIP has no file to print. Its words are enough to ask what it costs: ${asking}.`,
    "Send your colleague what stands under “The file to print”.",
    `What comes back is the whole order, with ${file} and a note to go with it. ${sending}.`,
  ];
}

function stepsList(rows) {
  if (rows.length === 1) return make("p", {}, rows[0]);
  return make("ol", { className: "steps" }, ...rows.map((words) => make("li", {}, words)));
}
