/** Have it printed: the file for a print room or a shop, the order in plain words, and a note. */
import { addressed } from "./address.js";
import { answers, ask } from "./ask.js";
import { afterPause, at, download, fill, make, problemList, say } from "./dom.js";
import { madeElsewhere, saveButton } from "./handover.js";
import { cardPicker } from "./picks.js";
import { state, whenChanged } from "./state.js";

// Without a program behind the page: a browser has no ICC profiles, which files for presses need.
const isAlone = answers !== "http";
const ELSEWHERE = "This page cannot make it, but it has a ready-made file of the whole deck.";

let picker;
let asked = 0;
let stale = true;

export function showOrder() {
  picker = cardPicker("order", changed);
  at("order-cards").replaceWith(picker.element);
  whenChanged(["deck"], fillProfiles);
  whenChanged(["deck", "overlay", "languages", "files", "way"], changed);
  at("order-profiles").addEventListener("change", changed);
  at("order-copies").addEventListener("input", changed);
  at("order-form").addEventListener("submit", (event) => event.preventDefault());
  at("order-make").addEventListener("click", makeOrder);
  addEventListener("hashchange", () => isShown() && stale && plan());
}

/** Offers whoever prints: the shops of the deck, and the office's own printer. */
function fillProfiles() {
  const chosen = profile();
  const shops = state.deck.profiles.filter((row) => row.standard);
  const own = ownTile();
  const rows = isAlone ? [own, ...shops.map(shopTile)] : [...shops.map(shopTile), own];
  const usual = rows.find(({ value }) => value === chosen) ?? rows.find(isUsual) ?? rows[0];
  fill(at("order-profiles"), ...rows.map((row) => tile(row, row === usual)));
}

const isUsual = ({ value }) => value === (isAlone ? "" : "print-room");

function shopTile(row) {
  const kind = row.standard === "png" ? "Takes a picture of each face" : "Takes a PDF";
  const date = new Date(row["as of"]).toLocaleDateString("en-GB", { dateStyle: "long" });
  const about = `${kind}. What they ask for, as of ${date}.`;
  return { value: row.name, title: row.about, about: isAlone ? `${about} ${ELSEWHERE}` : about };
}

function ownTile() {
  const title = "An office printer, ours or a colleague’s";
  const about = "The file as in Print it, with a list of what to buy for it.";
  return { value: "", title, about };
}

function tile({ value, title, about }, checked) {
  const id = `order-by-${value || "own"}`;
  const input = make("input", {
    type: "radio",
    name: "order-profile",
    id,
    value,
    checked,
    "aria-describedby": `${id}-about`,
  });
  const head = make("div", { className: "way-head" }, input, make("label", { htmlFor: id }, title));
  const note = make("p", { className: "hint" }, about);
  return make(
    "div",
    { className: "way plain-way" },
    head,
    make("div", { className: "way-about", id: `${id}-about` }, note),
  );
}

const profile = () => at("order-profiles").querySelector("input:checked")?.value;

/** What cardgen is asked for: a shop's file, or that of the way that is chosen in Print it. */
function wanted() {
  const options = { copies: at("order-copies").valueAsNumber };
  const cards = picker.ids();
  if (cards) options.cards = cards;
  if (profile()) return { options: { ...options, profile: profile() } };
  const way = state.deck.ways.find(({ name }) => name === state.way) ?? state.deck.ways[0];
  return { output: way.output, options: { ...way.options, ...options } };
}

const isShown = () => addressed().task === "order" && state.deck !== null;

const later = afterPause(plan, 200);

function changed() {
  stale = true;
  at("order-done").hidden = true;
  if (isShown()) later();
}

function mistake() {
  if (picker.ids()?.length === 0)
    return "No card is chosen: tick one or more, or take all of them.";
  const input = at("order-copies");
  const wrong = !input.checkValidity();
  input.setAttribute("aria-invalid", String(wrong));
  return wrong ? `How many of each card: type a whole number from 1 to ${input.max}.` : null;
}

async function plan() {
  if (!isShown()) return;
  asked += 1;
  const own = asked;
  stale = false;
  const wrong = mistake();
  at("order-make").disabled = Boolean(wrong);
  fill(at("order-contents"));
  if (wrong) return show([], [], wrong);
  const { data } = await ask("order", { ...wanted(), dry_run: true });
  if (own !== asked) return;
  at("order-make").disabled = Boolean(data.stopped);
  show(data.summary ?? [], data.problems, data.stopped);
  fill(at("order-contents"), ...(data.stopped ? [] : contents(data)));
}

/** What the ZIP holds, and the words of it to read. */
function contents({ order, note, supplies }) {
  const rows = order.map(([name, about]) => make("li", {}, make("strong", {}, name), `: ${about}`));
  const list = supplies.map((item) => make("li", {}, item));
  return [
    make("h4", {}, "In the ZIP"),
    make("ul", { className: "summary contents" }, ...rows),
    make("details", {}, make("summary", {}, "Read the note"), make("pre", {}, note)),
    list.length ? make("h4", {}, "To have at hand") : null,
    list.length ? make("ul", {}, ...list) : null,
  ];
}

function show(summary, problems, stopped) {
  fill(
    at("order-summary"),
    ...summary.map((words) => make("li", {}, words.charAt(0).toUpperCase() + words.slice(1))),
  );
  const said = stopped && !problems.length ? make("p", { className: "wrong" }, stopped) : null;
  fill(
    at("order-problems"),
    said,
    problemList(problems),
    stopped && profile() && answers === "worker" && !mistake() ? elsewhere() : null,
  );
}

/** Where a browser cannot make the file: the command that makes it, and the ready-made one. */
function elsewhere() {
  const { profile: name, copies, cards } = wanted().options;
  const chosen = cards ? ` --card ${cards.join(",")}` : "";
  const why = "A press file needs the colour profile of the press, which a browser does not have.";
  return madeElsewhere(why, `cardgen order --profile ${name} --copies ${copies}${chosen}`, "press");
}

async function makeOrder() {
  const button = at("order-make");
  button.disabled = true;
  say("Making the order…");
  const { data, files } = await ask("order", wanted());
  button.disabled = false;
  if (data.stopped) {
    show([], data.problems, data.stopped);
    return say(`The order could not be made: ${data.stopped}`);
  }
  const [[name, bytes]] = Object.entries(files);
  download(name, bytes);
  const title = make("h3", { tabIndex: -1 }, "Send it");
  fill(
    at("order-done"),
    title,
    make("p", {}, "Paste the note into a mail, and attach the ZIP or what is in it."),
    make("details", {}, make("summary", {}, "Read the order"), make("pre", {}, data.words)),
    make("p", { className: "hint" }, `${name} is in your downloads. Not there?`),
    saveButton(name, bytes),
  );
  at("order-done").hidden = false;
  title.focus();
  say(`${name} is in your downloads.`);
}
