/** Themes: their names, marks and colours, with the contrast of words on a colour. */
import { at, field, fill, make, problemList, say } from "./dom.js";
import { changedKeys, entryOf, idFrom } from "./overlay.js";

const leastContrast = 4.5; // AA of WCAG 2.2 for words

let deck = null; // what can be changed, as the deck has it
let draft = () => ({}); // the changes
let set = () => {}; // sets values of a theme
let remove = () => {}; // takes a theme away that was added
let isUsed = () => false; // whether cards are in a theme
let shown = ""; // the id of the theme in the form

/** The form of the themes. */
export function themeForm(ofDeck, changes, setValues, takeAway, hasCards) {
  [deck, draft, set, remove, isUsed] = [ofDeck, changes, setValues, takeAway, hasCards];
  shown = deck.themes[0]?.id ?? "";
  const select = make("select", { id: "theme", onchange: () => choose(select.value) });
  const name = make("input", { id: "theme-name", type: "text", autocomplete: "off" });
  name.addEventListener("input", () => setValue({ name: name.value.trim() || undefined }));
  const options = deck.marks.map((one) => make("option", { value: one.name }, one.name));
  const mark = make(
    "select",
    { id: "theme-mark", onchange: () => setValue({ mark: mark.value }) },
    ...options,
  );
  const back = make(
    "button",
    { type: "button", className: "quiet", id: "theme-back", onclick: putBack },
    "Put the theme back",
  );
  const used = make("span", { className: "hint", id: "theme-used" });
  return make(
    "section",
    { className: "part", "aria-labelledby": "themes-title" },
    make("h3", { id: "themes-title" }, "Themes and colours"),
    field("Theme", select),
    make(
      "div",
      { id: "theme-fields" },
      field("Its name", name),
      colours(),
      field("Its mark", mark),
      make("div", { className: "actions" }, back, used),
    ),
    adding(),
  );
}

/** The colours to choose from, with a sample of words on the one that is chosen. */
function colours() {
  return make(
    "fieldset",
    {},
    make("legend", {}, "Its colour"),
    make("div", { className: "swatches" }, ...deck.colours.map(swatch), ownColour()),
    make("p", { className: "sample", id: "theme-sample" }),
    make("p", { id: "theme-contrast", role: "status" }),
    make("div", { id: "told--theme" }),
  );
}

function swatch({ name, base }) {
  const radio = make("input", {
    type: "radio",
    name: "theme-colour",
    id: `theme-colour--${name}`,
    value: name,
    onchange: () => setValue({ colour: name }),
  });
  const patch = make("span", { className: "patch" });
  patch.style.background = base;
  return make("label", { className: "choice", htmlFor: radio.id }, radio, patch, name);
}

function ownColour() {
  const take = () => setValue({ colour: own.value.toUpperCase() });
  const radio = make("input", {
    type: "radio",
    name: "theme-colour",
    id: "theme-colour--own",
    onchange: take,
  });
  const own = make("input", {
    id: "theme-own",
    type: "color",
    "aria-label": "A colour of your own: choose it",
  });
  own.addEventListener("input", () => {
    radio.checked = true;
    take();
  });
  const label = make("label", { htmlFor: radio.id }, "a colour of your own");
  return make("div", { className: "choice" }, radio, own, label);
}

function adding() {
  const name = make("input", { id: "new-theme-name", type: "text", autocomplete: "off" });
  const told = make("p", { className: "wrong", role: "alert" });
  const add = make("button", { type: "button", id: "new-theme-add" }, "Add the theme");
  const hint = "Give it a colour and a mark when it is there; then choose it for cards.";
  const details = make(
    "details",
    { className: "adding" },
    make("summary", {}, "Add a theme"),
    field("Its name", name, hint),
    told,
    add,
  );
  add.addEventListener("click", () => {
    const called = name.value.trim();
    told.textContent = called ? "" : "Give the theme a name first.";
    if (!called) return name.focus();
    name.value = "";
    details.open = false;
    addTheme(called);
  });
  return details;
}

/** Adds a theme, in a colour and with a mark that no other has, if any are left. */
function addTheme(called) {
  const all = themes();
  const id = idFrom(
    called,
    [...all, ...deck.cards].map((one) => one.id),
    "theme",
  );
  const isFree = ({ name }) => name !== "plain" && !all.some((own) => own.colour === name);
  const colour = deck.colours.find(isFree)?.name ?? "#9C3D75";
  const mark = deck.marks.find(({ name }) => !all.some((own) => own.mark === name));
  set("themes", id, { name: called, colour, mark: (mark ?? deck.marks[0]).name }, undefined);
  choose(id);
  at("theme-name").focus();
  say(`“${called}” is a new theme.`);
}

/** The deck's themes and those that were added, with the changes. */
function themes() {
  const added = (draft().themes ?? []).filter((one) => !known(one.id));
  return [
    ...deck.themes.map((one) => ({ ...one, ...entryOf(draft(), "themes", one.id) })),
    ...added,
  ];
}

function known(id) {
  const own = deck.themes.find((one) => one.id === id);
  return own && { name: own.name, colour: own.colour, mark: own.mark };
}

function setValue(values) {
  const own = known(shown);
  const kept = own
    ? values
    : Object.fromEntries(Object.entries(values).filter(([, value]) => value));
  set("themes", shown, kept, own);
}

function choose(id) {
  shown = id;
  showTheme();
}

function putBack() {
  if (!known(shown)) {
    remove("themes", shown);
    at("theme").focus();
    return say("The theme is taken away.");
  }
  set("themes", shown, { name: undefined, colour: undefined, mark: undefined }, known(shown));
  at("theme").focus();
  say("The theme is as the deck has it.");
}

/** Shows the theme in the form, and how well words can be read on its colour. */
export function showTheme() {
  const all = themes();
  at("theme-fields").hidden = !all.length;
  const theme = all.find((one) => one.id === shown) ?? all[0];
  if (!theme) return;
  shown = theme.id;
  fill(
    at("theme"),
    ...all.map((one) => make("option", { value: one.id }, `${one.name}${stands(one.id)}`)),
  );
  at("theme").value = shown;
  if (document.activeElement !== at("theme-name")) at("theme-name").value = theme.name;
  at("theme-mark").value = theme.mark || "disc";
  const own = known(shown);
  at("theme-back").textContent = own ? "Put the theme back" : "Take this theme away";
  at("theme-back").disabled = own
    ? !changedKeys(draft(), "themes", shown, own).length
    : isUsed(shown);
  at("theme-used").textContent =
    !own && isUsed(shown)
      ? "Its cards come first: choose another theme for each, or take them away."
      : "";
  showColour(theme);
}

function stands(id) {
  if (!known(id)) return " – new";
  return changedKeys(draft(), "themes", id, known(id)).length ? " – changed" : "";
}

function showColour(theme) {
  const named = deck.colours.find((one) => one.name === theme.colour);
  const base = named?.base ?? theme.colour.slice(0, 7);
  const radio = at(`theme-colour--${named?.name ?? "own"}`);
  radio.checked = true;
  if (!named) at("theme-own").value = base.toLowerCase();
  const [ink, contrast] = [
    ["#000000", "black"],
    ["#FFFFFF", "white"],
  ]
    .map(([on, name]) => [{ on, name }, contrastOf(base, on)])
    .sort((one, other) => other[1] - one[1])[0];
  const on = named ? named.on : ink.on;
  const ratio = named ? contrastOf(base, on) : contrast;
  at("theme-sample").style.background = base;
  at("theme-sample").style.color = on;
  at("theme-sample").textContent = theme.name;
  const words = on === "#FFFFFF" ? "White" : "Black";
  const verdict = ratio >= leastContrast ? "easy to read" : "hard to read";
  const shownRatio = (Math.floor(ratio * 10) / 10).toFixed(1);
  at("theme-contrast").textContent =
    `${words} words on it have a contrast of ${shownRatio} to 1: ` +
    `${verdict} (it should be ${leastContrast} or more).`;
}

/** Tells beside the colour what is said of it, on paper and beside other themes' colours. */
export function tellOfThemes(problems) {
  fill(at("told--theme"), problemList(problems));
}

/** The contrast of two colours, as WCAG 2.2 has it. */
function contrastOf(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
