/** See the deck: cards by theme, front and back, to search and to choose from. */
import { linkTo } from "./address.js";
import { at, afterPause, counted, fill, make, say } from "./dom.js";
import { facesOf, paint } from "./faces.js";
import {
  byTheme,
  card,
  change,
  chooseCard,
  chooseCards,
  langOf,
  state,
  whenChanged,
} from "./state.js";
import { excerpt, has, marked, soughtWords, textsOf, titled } from "./texts.js";

const turned = new Set(); // the ids of cards that show their backs
const near = new IntersectionObserver(comeNear, { rootMargin: "400px" });

let tellShown;
let takeBack = () => {}; // what was said of cards that could not be drawn

/** Resolves when the first card is seen, or cannot be. */
export const cardsShown = new Promise((resolve) => (tellShown = resolve));

export function showDeck() {
  whenChanged(["deck"], draw);
  whenChanged(["chosen"], showChosen);
  at("search").addEventListener("input", afterPause(search, 100));
  at("turn-all").addEventListener("click", turnAll);
  at("share").addEventListener("click", share);
  at("choose-none").addEventListener("click", chooseNone);
}

/** Draws all groups anew; the cards of a deck that has the same ones stay where they are. */
function draw() {
  const order = byTheme()
    .map(({ theme, cards }) => [theme?.id, ...cards.map((one) => one.id)])
    .join(";");
  if (at("deck").dataset.order !== order) fill(at("deck"), ...groups().map(group));
  at("deck").dataset.order = order;
  near.disconnect();
  for (const one of state.deck.cards) {
    nameButtons(one);
    near.observe(at(`card--${one.id}`));
  }
  for (const { theme } of groups()) {
    const section = at(`theme-${theme?.id ?? ""}`);
    if (theme) section.style.setProperty("--theme", theme.tones.base);
    if (theme) section.style.setProperty("--on-theme", theme.tones.on);
    const title = section.querySelector("h3");
    title.textContent = theme ? theme.name : "With every deck";
    title.lang = theme ? langOf() : "en-GB";
  }
  showChosen();
  search();
}

/** The themes that have cards, and the cards without one. */
const groups = () => byTheme().filter(({ cards }) => cards.length);

const button = (properties, ...children) =>
  make("button", { type: "button", ...properties }, ...children);

function group({ theme, cards }) {
  const id = `theme-${theme?.id ?? ""}`;
  const titleId = `theme-title-${theme?.id ?? ""}`;
  const head = make(
    "div",
    { className: "theme-head" },
    make("h3", { id: titleId }),
    make("span", { className: "hint" }, counted(cards.length, "card")),
    button({ className: "quiet", onclick: () => chooseAll(cards) }),
  );
  // Beside the block with its name, so that rows of cards are full.
  const beside = cards.length % 4 === 0 ? "four" : "three";
  return make(
    "section",
    { className: `theme ${beside}`, id, "aria-labelledby": titleId },
    head,
    make("ul", { className: "cards" }, ...cards.map(({ id }) => placeFor(id))),
  );
}

/** Where a card is shown, once it is drawn, with what can be done with it. */
function placeFor(id) {
  const tick = make("input", {
    type: "checkbox",
    id: `choose--${id}`,
    onchange: () => chooseCard(id, tick.checked),
  });
  const label = make("label", { htmlFor: tick.id }, tick, make("span", { id: `name--${id}` }));
  const showIt = async () => {
    const { showLarger } = await import("./larger.js");
    showLarger(id, shownCards);
  };
  const larger = button({ className: "quiet", id: `larger--${id}`, onclick: showIt }, "Larger");
  return make(
    "li",
    { className: "card", id: `card--${id}` },
    turnButton(id),
    make("p", { className: "unseen", id: `words--${id}` }),
    make("div", { className: "under" }, label, larger),
    make("p", { className: "hit", id: `hit--${id}`, hidden: true }),
  );
}

function turnButton(id) {
  const leaf = make(
    "span",
    { className: "leaf" },
    make("img", { className: "face front", alt: "", onload: tellShown, onerror: tellShown }),
    make("img", { className: "face back", alt: "" }),
  );
  const onclick = () => flip(id);
  const described = { "aria-describedby": `words--${id}` };
  return button({ className: "turn", id: `turn--${id}`, onclick, ...described }, leaf);
}

const called = (one) => `${one.number ? `${one.number} ` : ""}${one.name}`;

function nameButtons(one) {
  at(`turn--${one.id}`).setAttribute("aria-label", `Turn over ${one.name}`);
  at(`larger--${one.id}`).setAttribute("aria-label", `Larger: ${one.name}`);
}

function comeNear(entries) {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    near.unobserve(target);
    show(target.id.slice("card--".length));
  }
}

/** The cards that can be seen without scrolling. */
export const cardsInView = () =>
  (state.deck?.cards ?? []).filter(({ id }) => {
    const { top, bottom } = at(`card--${id}`).getBoundingClientRect();
    return bottom > Math.max(0, top) && top < innerHeight;
  });

/** Shows a card's side, once it is drawn. */
export async function show(id) {
  const { faces, stopped } = await facesOf(id);
  const place = at(`card--${id}`);
  if (stopped) takeBack = say(`The cards cannot be drawn: ${stopped}`);
  if (!place || !faces.length) return tellShown();
  takeBack();
  const [front, back] = faces;
  const isTurned = turned.has(id) && Boolean(back);
  at("deck").style.setProperty("--ratio", front.width / front.height);
  paint(place.querySelector(".front"), front);
  if (isTurned) paint(place.querySelector(".back"), back);
  place.classList.toggle("turned", isTurned);
  at(`turn--${id}`).setAttribute("aria-pressed", String(isTurned));
  at(`turn--${id}`).disabled = !back;
  const words = make("span", { lang: langOf(card(id)) }, (isTurned ? back : front).alt);
  fill(at(`words--${id}`), isTurned ? "Back: " : "Front: ", words);
}

function flip(id) {
  if (!turned.delete(id)) turned.add(id);
  show(id);
  nameTurnAll();
}

function turnAll() {
  const backs = turned.size === 0;
  turned.clear();
  if (backs) for (const one of state.deck.cards) turned.add(one.id);
  near.disconnect(); // so that those that are not in view turn when they come
  for (const one of state.deck.cards) near.observe(at(`card--${one.id}`));
  nameTurnAll();
}

function nameTurnAll() {
  at("turn-all").textContent = turned.size ? "Show all fronts" : "Show all backs";
}

const areAllChosen = (cards) => cards.every((one) => state.chosen.includes(one.id));

function chooseAll(cards) {
  const ids = new Set(state.chosen);
  const all = areAllChosen(cards);
  for (const { id } of cards) ids[all ? "delete" : "add"](id);
  chooseCards(ids);
}

function chooseNone() {
  change({ chosen: [] });
  at("search").focus();
  say("No card is chosen, which means all of them.");
}

function showChosen() {
  for (const { id } of state.deck?.cards ?? []) {
    const chosen = state.chosen.includes(id);
    at(`choose--${id}`).checked = chosen;
    at(`card--${id}`).classList.toggle("chosen", chosen);
  }
  for (const { theme, cards } of state.deck ? groups() : []) {
    nameChooseAll(theme, cards);
  }
  const count = counted(state.chosen.length, "card");
  at("share").textContent = `Copy a link to ${state.chosen.length ? count : "this page"}`;
  at("tray").hidden = !state.chosen.length;
  at("chosen-count").textContent = `${count} chosen`;
  for (const link of at("tray").querySelectorAll("a")) {
    link.hash = linkTo(link.hash.slice(1).split("?")[0]);
  }
}

function nameChooseAll(theme, cards) {
  const choosesAll = cards.length > 1 ? `Choose all ${cards.length}` : "Choose it";
  const words = areAllChosen(cards) ? "Choose none" : choosesAll;
  const all = at(`theme-${theme?.id ?? ""}`).querySelector(".theme-head button");
  all.textContent = words;
  all.setAttribute("aria-label", `${words} of ${theme?.name ?? "those with every deck"}`);
}

function search() {
  const sought = soughtWords(at("search").value);
  const found = (state.deck?.cards ?? []).filter((one) => find(one, sought));
  for (const section of document.querySelectorAll("#deck .theme")) {
    section.hidden = !section.querySelector(".card:not([hidden])");
  }
  const count = found.length
    ? `${counted(found.length, "card")} of ${state.deck.cards.length}`
    : "No card has these words";
  at("found").textContent = sought.length ? count : "";
}

/** Shows a card if it has all the words, and says where they stand. */
function find(one, sought) {
  const texts = textsOf(one);
  const isThere = (word) => has(one.name, word) || texts.some(([, text]) => has(text, word));
  const all = sought.every(isThere);
  at(`card--${one.id}`).hidden = !all;
  at(`name--${one.id}`).lang = at(`hit--${one.id}`).lang = langOf(one);
  fill(at(`name--${one.id}`), ...marked(called(one), sought));
  const others = texts.filter(([, text]) => text !== one.name);
  const further = all && mostOf(sought, others);
  at(`hit--${one.id}`).hidden = !further;
  if (further) {
    const [field, text] = further;
    const words = marked(excerpt(text, sought), sought);
    fill(at(`hit--${one.id}`), make("b", {}, `${titled(field)}: `), ...words);
  }
  return all;
}

/** The text that has most of the words, or nothing if none has any. */
function mostOf(sought, texts) {
  const count = ([, text]) => sought.filter((word) => has(text, word)).length;
  const [first] = texts.toSorted((one, other) => count(other) - count(one));
  return first && count(first) ? first : null;
}

/** The cards that the search leaves, in their order. */
const shownCards = () => state.deck.cards.filter((one) => !at(`card--${one.id}`).hidden);

async function share() {
  const link = new URL(linkTo("see"), location.href).href;
  const about = state.chosen.length ? counted(state.chosen.length, "card") : "the deck";
  try {
    await navigator.clipboard.writeText(link);
    say(`The link to ${about} is copied. ${whomFor()}`);
  } catch {
    say(`Copy this link: ${link}`);
  }
}

/** For whom a copied link is of use: one to a file leads to the disk of whoever copied it. */
function whomFor() {
  if (location.protocol !== "file:") return "It says which cards, and nothing about people.";
  const file = "It works for whoever has this file in the same place";
  if (!state.chosen.length) return `${file}. Send others the file itself.`;
  const end = "have them add the end of the link, from # on, to its address";
  return `${file}. Send others the file, and ${end}.`;
}

/** Brings the first of the chosen cards into view. */
export function showFirstChosen() {
  if (state.chosen.length) at(`card--${state.chosen[0]}`).scrollIntoView({ block: "center" });
}
