/** Have it printed: the file for a print room or a shop, the order in plain words, and a note. */
import { addressed } from "./address.js";
import { answers, ask } from "./ask.js";
import { afterPause, at, download, fill, make, problemList, say } from "./dom.js";
import { madeElsewhere, saveButton } from "./handover.js";
import { cardPicker } from "./picks.js";
import { state, whenChanged } from "./state.js";

let picker;
let asked = 0;
let stale = true;

export function showOrder() {
  picker = cardPicker("order", changed);
  at("order-cards").replaceWith(picker.element);
  whenChanged(["deck"], fillProfiles);
  whenChanged(["deck", "overlay", "languages", "files"], changed);
  at("order-profiles").addEventListener("change", changed);
  at("order-copies").addEventListener("input", changed);
  at("order-form").addEventListener("submit", (event) => event.preventDefault());
  at("order-make").addEventListener("click", makeOrder);
  addEventListener("hashchange", () => isShown() && stale && plan());
}

/** Offers whoever prints, but not the profile that says what any press needs. */
function fillProfiles() {
  const chosen = profile();
  const rows = state.deck.profiles.filter((row) => row.standard);
  const usual = rows.find((row) => row.name === chosen) ?? rows[0];
  fill(at("order-profiles"), ...rows.map((row) => tile(row, row === usual)));
}

function tile(row, checked) {
  const id = `order-profile-${row.name}`;
  const input = make("input", {
    type: "radio",
    name: "order-profile",
    id,
    value: row.name,
    checked,
    "aria-describedby": `${id}-about`,
  });
  const facts = [row.standard, row.bleed ? `${row.bleed} mm bleed` : null, `as of ${row["as of"]}`]
    .filter(Boolean)
    .join(" · ");
  const head = make(
    "div",
    { className: "way-head" },
    input,
    make("label", { htmlFor: id }, row.about),
  );
  return make(
    "div",
    { className: "way plain-way" },
    head,
    make(
      "div",
      { className: "way-about", id: `${id}-about` },
      make("p", { className: "hint" }, facts),
    ),
  );
}

const profile = () => at("order-profiles").querySelector("input:checked")?.value;

function wanted() {
  const cards = picker.ids();
  return {
    profile: profile(),
    copies: at("order-copies").valueAsNumber,
    ...(cards ? { cards } : {}),
  };
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
  if (wrong) return show([], [], wrong);
  const { data } = await ask("order", { ...wanted(), dry_run: true });
  if (own !== asked) return;
  at("order-make").disabled = Boolean(data.stopped);
  show(data.summary ?? [], data.problems, data.stopped);
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
    stopped && answers === "worker" ? elsewhere() : null,
  );
}

/** Where a browser cannot make the file: the command that makes it, and the ready-made one. */
function elsewhere() {
  const { profile: name, copies, cards } = wanted();
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
  const title = make("h3", { tabIndex: -1 }, "In the ZIP");
  const rows = (data.order ?? []).map(([what, value]) =>
    make("div", {}, make("dt", {}, what), make("dd", {}, value)),
  );
  fill(
    at("order-done"),
    title,
    make("dl", { className: "settings small" }, ...rows),
    make("p", { className: "hint" }, `${name} is in your downloads. Not there?`),
    saveButton(name, bytes),
  );
  at("order-done").hidden = false;
  title.focus();
  say(`${name} is in your downloads.`);
}
