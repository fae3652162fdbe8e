/** Change words: a form for each card, with its faces beside it, redrawn as one types. */
import { ask } from "./ask.js";
import { addressed } from "./address.js";
import { afterPause, at, counted, field, fill, make, problemList, say } from "./dom.js";
import { paint } from "./faces.js";
import { fieldsOf, markChanged, tellBeside } from "./fields.js";
import { keepOn } from "./keep.js";
import { newDeckForm } from "./new_deck.js";
import {
  changedKeys,
  entryOf,
  idFrom,
  filesOf,
  placeIn,
  placeInDeck,
  withEntry,
  withKeys,
  withoutEntry,
  withoutFiles,
} from "./overlay.js";
import { picturesForm, showPictures } from "./pictures.js";
import { savingForm, showChanges } from "./saving.js";
import { change, filesNamedIn, state, whenChanged } from "./state.js";
import { tellOfThemes, themeForm, showTheme } from "./theme_form.js";
import { watch } from "./unsaved.js";

let deck = null; // what can be changed: its { cards, themes, kinds, colours, marks }
let draft = {}; // the changes as they are typed; the page's own are those that can be read
let handedOn = null; // the changes that the page has from here
let shown = ""; // the id of the card in the form
let drawing = null; // the promise of what is being drawn
let isOlder = false; // whether something changed since

export function showWords() {
  whenChanged(["deck"], begin);
  whenChanged(["editing"], () => deck && choose(state.editing));
  whenChanged(["overlay"], takeOver);
  whenChanged(["saved"], readAnew);
  addEventListener("hashchange", begin);
  watch(
    "words",
    () => draft,
    () => (filesOf(draft).length ? null : draft),
  );
}

/** Asks what can be changed when the view is first turned to, or another deck is shown. */
async function begin() {
  if (addressed().task !== "words" || !state.deck) return;
  const of = state.named;
  if (deck && deck.of === of) return;
  const tellInPlace = (className, words) =>
    fill(at("words-place"), make("p", { className }, words));
  if (deck) tellInPlace("hint", "Getting the words of this deck…");
  deck = null; // so that nothing more is typed into the form of another
  const { data } = await ask("words", { overlay: {}, languages: [] });
  if (deck || of !== state.named) return;
  if (data.stopped)
    return tellInPlace("wrong", `The words cannot be changed here. ${data.stopped}`);
  deck = { ...data, of };
  draft = state.overlay;
  drawAll();
  choose(state.editing ?? deck.cards.find((one) => one.number)?.id ?? deck.cards[0].id);
}

/** Shows the words that the deck's files have now: in the form, once nobody types there. */
async function readAnew() {
  const before = deck;
  if (!before || before.of !== state.named) return;
  const { data } = await ask("words", { overlay: {}, languages: [] });
  if (data.stopped || deck !== before) return;
  deck = { ...data, of: before.of };
  const form = at("words-form");
  const isTypedIn = (element) => form.contains(element);
  if (!isTypedIn(document.activeElement)) return chooseAgain();
  form.addEventListener("focusout", function leave({ relatedTarget }) {
    if (isTypedIn(relatedTarget)) return;
    form.removeEventListener("focusout", leave);
    chooseAgain();
  });
}

/** Takes changes that came from elsewhere: a file that was opened. */
function takeOver() {
  if (state.overlay === handedOn) return;
  draft = handedOn = state.overlay;
  if (deck?.of === state.named) chooseAgain();
}

/** Shows the form of the same card, or of the first if there is no such card any more. */
function chooseAgain() {
  choose(cards().some((one) => one.id === shown) ? shown : deck.cards[0].id);
}

/** The deck's cards and those that were added, as { id, name, kind, theme, fields }. */
function cards() {
  const own = deck.cards.map((one) => ({ ...one, ...entryOf(draft, "cards", one.id) }));
  const added = (draft.cards ?? []).filter((one) => !known(one.id));
  return [...own, ...added].map((one) => ({ ...one, name: one.name ?? one.heading ?? one.id }));
}

/** A card as the deck has it, with its texts beside its other values. */
function known(id) {
  const own = deck.cards.find((one) => one.id === id);
  return own && { ...own.fields, theme: own.theme ?? undefined, art: own.art ?? undefined };
}

const button = (words, onclick, more = {}) =>
  make("button", { type: "button", className: "quiet", onclick, ...more }, words);

function drawAll() {
  const select = make("select", { id: "words-card", onchange: () => choose(select.value) });
  const previous = button("← Previous", () => step(-1), { id: "words-previous" });
  const next = button("Next →", () => step(1), { id: "words-next" });
  const inOneLanguage =
    "These are the words in the deck’s own language. Its translations stay as they are.";
  fill(
    at("words-place"),
    make("div", { className: "picker" }, field("Card", select), previous, next),
    adding(),
    state.deck.about.languages.length > 1 ? make("p", { className: "hint" }, inOneLanguage) : null,
    editor(),
    themeForm(
      deck,
      () => draft,
      set,
      remove,
      (id) => cards().some((one) => one.theme === id),
    ),
    picturesForm(() => draft, setKeys),
    savingForm(() => draft, putAllBack, drawFaces),
    newDeckForm(),
  );
}

/** The form of a card, with its faces beside it. */
function editor() {
  const form = make("form", {
    id: "words-form",
    onsubmit: (event) => event.preventDefault(),
    "aria-label": "The words of the card",
  });
  const face = (side) => make("img", { className: "face", id: `words-${side}`, alt: "" });
  const leaves = ["front", "back"].map((side) => make("span", { className: "leaf" }, face(side)));
  const beside = make(
    "aside",
    { className: "beside", "aria-label": "The card as it is printed" },
    make("div", { className: "pair", id: "words-faces" }, ...leaves),
    make("p", { id: "words-fit", className: "fit", role: "status" }),
    make("div", { id: "words-elsewhere" }),
  );
  return make("div", { className: "two editor" }, form, beside);
}

/** The fields for a card that is added. */
function adding() {
  const name = make("input", { id: "new-name", type: "text", autocomplete: "off" });
  const kinds = deck.kinds.map((one) => make("option", { value: one.name }, one.name));
  const kind = make("select", { id: "new-kind" }, ...kinds);
  kind.value = (deck.kinds.find((one) => one.numbered) ?? deck.kinds[0]).name;
  const theme = make("select", { id: "new-theme" });
  const told = make("p", { id: "new-told", className: "wrong", role: "alert" });
  const addIt = () => addCard(name, kind.value, theme.value, told);
  const details = make(
    "details",
    { className: "adding" },
    make("summary", {}, "Add a card"),
    field("Its name", name),
    field("Kind of card", kind),
    field("Theme", theme),
    told,
    make("button", { type: "button", id: "new-add", onclick: addIt }, "Add the card"),
  );
  details.addEventListener("toggle", () => fill(theme, ...themeOptions()));
  return details;
}

function themeOptions() {
  const own = deck.themes.map((one) => ({ ...one, ...entryOf(draft, "themes", one.id) }));
  const isAdded = ({ id }) => !deck.themes.some((one) => one.id === id);
  const all = [...own, ...(draft.themes ?? []).filter(isAdded)];
  const option = (one) => make("option", { value: one.id }, one.name);
  return [make("option", { value: "" }, "None"), ...all.map(option)];
}

const someWords = "To be written";
const toBeWritten = {
  text: someWords,
  list: [someWords],
  contacts: [someWords],
  steps: [{ name: someWords, text: someWords }],
};

function addCard(input, kind, theme, told) {
  const name = input.value.trim();
  told.textContent = name ? "" : "Give the card a name first.";
  if (!name) return input.focus();
  const { fields } = deck.kinds.find((one) => one.name === kind);
  const needed = Object.entries(fields).filter(([, form]) => !form.endsWith("?"));
  const words = Object.fromEntries(needed.map(([own, form]) => [own, toBeWritten[form]]));
  const title = needed.find(([, form]) => form === "text")?.[0];
  if (title) words[title] = name;
  const id = idFrom(
    name,
    [...cards(), ...deck.themes].map((one) => one.id),
    "card",
  );
  edit(withEntry(draft, "cards", id, { kind, theme: theme || undefined, ...words }));
  input.value = "";
  input.closest("details").open = false;
  choose(id);
  at("words-form").querySelector("textarea").focus();
  say(`“${name}” is a new card. Write its words; they show beside it.`);
}

function step(by) {
  const ids = cards().map((one) => one.id);
  const next = ids[ids.indexOf(shown) + by];
  if (next) choose(next);
}

/** Shows the form of a card, and its faces. */
function choose(id) {
  if (!cards().some((one) => one.id === id)) return;
  shown = id;
  drawForm();
  drawFaces();
}

function drawForm() {
  const card = cards().find((one) => one.id === shown);
  const own = known(shown);
  const kind = deck.kinds.find((one) => one.name === card.kind);
  const values = { ...card.fields, ...entryOf(draft, "cards", shown) };
  const setValues = (changes) => set("cards", shown, changes, own);
  const theme = make("select", {
    id: "words-theme",
    onchange: () => setValues({ theme: theme.value || undefined }),
  });
  const away = button("Take this card away", takeAway, { disabled: Boolean(own) });
  const why = own
    ? "A card of the deck stays in it. To do without it, do not tick it where you print."
    : "It is a card that you added.";
  fill(
    at("words-form"),
    ...fieldsOf(kind, values, (name, words) => setValues({ [name]: words }), putBack),
    field("Theme", theme),
    showPictures(shown, () => draft, deck, setValues),
    make("div", { className: "actions" }, away, make("span", { className: "hint" }, why)),
  );
  mark();
}

function takeAway() {
  edit(withoutEntry(draft, "cards", shown));
  choose(deck.cards[0].id);
  at("words-card").focus();
  say("The card is taken away.");
}

/** Takes changes that somebody made here, so that this browser keeps them if it is to. */
function edit(changes) {
  draft = changes;
  keepOn("words", withoutFiles(draft));
}

/** Sets values of a card or a theme, and draws what follows from them. */
function set(list, id, values, own) {
  edit(withEntry(draft, list, id, values, own));
  mark();
  drawSoon();
}

/** Takes away what was added. */
function remove(list, id) {
  edit(withoutEntry(draft, list, id));
  mark();
  drawSoon();
}

/** Sets values of the deck itself. */
function setKeys(values) {
  edit(withKeys(draft, values));
  mark();
  drawSoon();
}

function putBack(name) {
  const own = known(shown);
  edit(withEntry(draft, "cards", shown, { [name]: own?.[name] ?? someWords }, own));
  drawForm();
  drawFaces();
  at(`field--${name}`).querySelector("textarea, button")?.focus();
  say("The deck’s own words are back.");
}

function putAllBack() {
  edit({});
  choose(known(shown) ? shown : deck.cards[0].id);
  say("Everything is as the deck has it.");
}

/** Marks what was changed: in the form, among the cards, and in the list of changes. */
function mark() {
  const own = known(shown);
  const changed = changedKeys(draft, "cards", shown, own);
  const { kind, theme } = cards().find((one) => one.id === shown);
  fill(at("words-theme"), ...themeOptions());
  at("words-theme").value = theme ?? "";
  for (const name of Object.keys(deck.kinds.find((one) => one.name === kind).fields)) {
    markChanged(name, Boolean(own) && changed.includes(name));
  }
  const select = at("words-card");
  fill(select, ...groups());
  select.value = shown;
  const ids = cards().map((one) => one.id);
  at("words-previous").disabled = ids[0] === shown;
  at("words-next").disabled = ids.at(-1) === shown;
  showTheme();
  showChanges(deck, choose);
}

function groups() {
  const all = cards();
  const option = (one) => make("option", { value: one.id }, `${one.name}${stands(one)}`);
  return themeOptions()
    .map(({ value, textContent }) => ({
      label: value ? textContent : "Without a theme",
      own: all.filter((one) => (one.theme ?? "") === value),
    }))
    .filter(({ own }) => own.length)
    .map(({ label, own }) => make("optgroup", { label }, ...own.map(option)));
}

function stands(one) {
  if (!known(one.id)) return " – new";
  return changedKeys(draft, "cards", one.id, known(one.id)).length ? " – changed" : "";
}

const drawSoon = afterPause(() => drawFaces(), 40);

/** Draws the card as it now is; resolves when nothing has changed since it was drawn. */
function drawFaces() {
  if (!deck) return Promise.resolve();
  isOlder = true;
  drawing ??= drawUntilSettled().finally(() => (drawing = null));
  return drawing;
}

async function drawUntilSettled() {
  const wait = setTimeout(() => (at("words-fit").textContent = "Drawing…"), 400);
  while (isOlder) {
    isOlder = false;
    await draw();
  }
  clearTimeout(wait);
}

/** Draws the card with the changes, which from then on are those of the whole page. */
async function draw() {
  const changes = draft;
  const { data } = await ask("faces", { overlay: changes, languages: [], cards: [shown] });
  if (isOlder || !deck) return;
  const isRead = Boolean(data.faces?.length);
  for (const side of isRead ? ["front", "back"] : []) {
    const face = data.faces.find((one) => one.side === side);
    at(`words-${side}`).closest(".leaf").hidden = !face;
    if (face) paint(at(`words-${side}`), face);
    at(`words-${side}`).alt = face ? `The ${side}: ${face.alt}` : "";
  }
  at("words-faces").classList.toggle("is-older", !isRead);
  tell(data.problems, isRead ? "" : data.stopped || "The card cannot be read.");
  if (!isRead) return;
  handedOn = changes;
  change({ overlay: changes, files: filesNamedIn(changes, draft, state.workshop) });
}

/** Tells each problem beside the field that it is about, and the others below the faces. */
function tell(problems, stopped) {
  const placeOf = ({ where }) => placeIn(draft, where) ?? placeInDeck(deck, where);
  const placed = problems.map((problem) => ({ ...problem, ...placeOf(problem) }));
  const { kind } = cards().find((one) => one.id === shown);
  const names = Object.keys(deck.kinds.find((one) => one.name === kind).fields);
  const isHere = (one) => one.list === "cards" && one.id === shown && names.includes(one.key);
  for (const name of names) {
    tellBeside(name, placed.filter((one) => isHere(one) && one.key === name).map(besideField));
  }
  const ofThemes = placed.filter((one) => one.list === "themes");
  tellOfThemes(ofThemes.map((one) => ({ ...one, where: "" })));
  const others = placed.filter((one) => !isHere(one) && one.list !== "themes");
  fill(at("words-elsewhere"), problemList(others));
  const errors = problems.filter((one) => one.severity === "error").length;
  const wrong = errors ? `${counted(errors, "thing")} to mend.` : stopped;
  const older = stopped ? " The picture shows the card as it was before." : "";
  at("words-fit").textContent = wrong ? wrong + older : "Everything fits.";
  at("words-fit").classList.toggle("wrong", Boolean(wrong));
}

/** A problem as it is told beside its field, where no place and no YAML need to be named. */
function besideField(problem) {
  if (problem.code !== "E105") return { ...problem, where: "" };
  const what = "write something here; cards of this kind need it.";
  return { ...problem, where: "", what, fix: "" };
}
