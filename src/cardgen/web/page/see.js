/** See the deck: cards by theme, front and back, to search, to read aloud and to choose from. */
import { linkTo } from "./address.js";
import { ask } from "./ask.js";
import { afterPause, at, counted, fill, make, say } from "./dom.js";
import { byTheme, change, state, whenChanged } from "./state.js";

const faces = new Map(); // the faces of each card, front first, by its id
const turned = new Set(); // the ids of cards that show their backs

export function showDeck() {
  whenChanged(["deck"], draw);
  whenChanged(["chosen"], showChosen);
  at("search").addEventListener("input", afterPause(search, 100));
  at("turn-all").addEventListener("click", turnAll);
  at("share").addEventListener("click", share);
}

async function draw() {
  fill(at("deck"), ...byTheme().map(group));
  showChosen();
  search();
  const { data } = await ask("faces");
  if (data.stopped) return say(`The cards cannot be drawn: ${data.stopped}`);
  faces.clear();
  for (const face of data.faces) faces.set(face.card, [...(faces.get(face.card) ?? []), face]);
  for (const id of faces.keys()) show(id);
}

function group({ theme, cards }) {
  const name = theme ? theme.name : "With every deck";
  const all = make("button", { type: "button", className: "quiet", onclick: () => choose(cards) });
  all.textContent = "Choose all";
  all.setAttribute("aria-label", `Choose all of ${name}`);
  const head = make("div", { className: "theme-head" }, make("h3", {}, name), all);
  const section = make("section", { className: "theme" }, head, make("ul", { className: "cards" }, ...cards.map(item)));
  if (theme) section.style.setProperty("--theme", theme.tones.base);
  return section;
}

function item(card) {
  const picture = make("img", { className: "face", id: `face-${card.id}`, alt: "" });
  const turn = make("button", { type: "button", className: "turn", id: `turn-${card.id}`, onclick: () => flip(card.id) }, picture);
  const tick = make("input", { type: "checkbox", id: `choose-${card.id}`, onchange: () => tickCard(card.id) });
  const label = make("label", { htmlFor: tick.id }, tick, ` ${card.number ? `${card.number} ` : ""}${card.name}`);
  const aloud = make("button", { type: "button", className: "quiet", onclick: () => readAloud(card) }, "Read aloud");
  aloud.setAttribute("aria-label", `Read ${card.name} aloud`);
  const wrapped = make("li", { className: "card", id: `card-${card.id}` }, turn, label);
  if (voice(card.lang)) wrapped.append(aloud);
  return wrapped;
}

function show(id) {
  const both = faces.get(id) ?? [];
  const face = both[turned.has(id) && both.length > 1 ? 1 : 0];
  const picture = at(`face-${id}`);
  if (!face || !picture) return;
  if (picture.src) URL.revokeObjectURL(picture.src);
  picture.src = URL.createObjectURL(new Blob([face.svg], { type: "image/svg+xml" }));
  picture.alt = `${face.name}, ${face.side}: ${face.alt}`;
  picture.width = Math.round(face.width * 4);
  picture.height = Math.round(face.height * 4);
}

function flip(id) {
  if (turned.has(id)) turned.delete(id);
  else turned.add(id);
  show(id);
}

function turnAll() {
  const backs = turned.size === 0;
  turned.clear();
  if (backs) for (const id of faces.keys()) turned.add(id);
  at("turn-all").textContent = backs ? "Show all fronts" : "Show all backs";
  for (const id of faces.keys()) show(id);
}

function tickCard(id) {
  const ids = new Set(state.chosen);
  if (at(`choose-${id}`).checked) ids.add(id);
  else ids.delete(id);
  change({ chosen: state.deck.cards.map((card) => card.id).filter((one) => ids.has(one)) });
}

function choose(cards) {
  const own = cards.map((card) => card.id);
  const all = own.every((id) => state.chosen.includes(id));
  const rest = state.chosen.filter((id) => !own.includes(id));
  const ids = new Set(all ? rest : [...rest, ...own]);
  change({ chosen: state.deck.cards.map((card) => card.id).filter((id) => ids.has(id)) });
}

function showChosen() {
  for (const { id } of state.deck?.cards ?? []) {
    const chosen = state.chosen.includes(id);
    at(`choose-${id}`).checked = chosen;
    at(`card-${id}`).classList.toggle("chosen", chosen);
  }
  at("share").textContent = state.chosen.length ? `Copy a link to ${counted(state.chosen.length, "card")}` : "Copy a link to this deck";
}

function search() {
  const sought = at("search").value.toLocaleLowerCase().trim();
  let count = 0;
  for (const card of state.deck?.cards ?? []) {
    const found = !sought || words(card).includes(sought);
    at(`card-${card.id}`).hidden = !found;
    count += found;
  }
  for (const section of document.querySelectorAll("#deck .theme")) {
    section.hidden = !section.querySelector(".card:not([hidden])");
  }
  at("found").textContent = sought ? `${counted(count, "card")} found` : "";
}

const words = (card) => [card.name, ...Object.values(card.fields).flat()]
  .map((text) => (typeof text === "string" ? text : `${text.name} ${text.text}`))
  .join(" ")
  .toLocaleLowerCase();

/** A voice of this computer for a language; others would send the words away. */
function voice(language) {
  const own = globalThis.speechSynthesis?.getVoices().filter((one) => one.localService) ?? [];
  const start = language.slice(0, 2);
  return own.find((one) => one.lang === language) ?? own.find((one) => one.lang.startsWith(start));
}

function readAloud(card) {
  speechSynthesis.cancel();
  const said = new SpeechSynthesisUtterance((faces.get(card.id) ?? []).map((face) => face.alt).join(". "));
  said.voice = voice(card.lang);
  said.lang = card.lang;
  speechSynthesis.speak(said);
}

async function share() {
  const link = new URL(linkTo("see"), location.href).href;
  try {
    await navigator.clipboard.writeText(link);
    say("The link is copied. It names cards, and nobody.");
  } catch {
    say(`Copy this link: ${link}`);
  }
}
