/** One card larger: front and back side by side, with its words as text. */
import { readAloud, stopReading, whenVoicesAreKnown, whySilent } from "./aloud.js";
import { at, fill, make } from "./dom.js";
import { facesOf, paint } from "./faces.js";
import { card, change, langOf, state, whenChanged } from "./state.js";
import { marked, soughtWords, textsOf, titled } from "./texts.js";

let shown = null; // the id of the card
let following = () => []; // the cards among which previous and next go

/** Makes the view ready, once. */
export function readyLarger() {
  const dialog = at("larger");
  at("larger-close").addEventListener("click", () => dialog.close());
  at("larger-previous").addEventListener("click", () => step(-1));
  at("larger-next").addEventListener("click", () => step(1));
  at("larger-choose").addEventListener("change", tick);
  at("larger-aloud").addEventListener("click", speak);
  at("larger-words").addEventListener("click", changeWords);
  dialog.addEventListener("keydown", turnPage);
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", leave);
  whenVoicesAreKnown(nameAloud);
  whenChanged(["deck"], () => dialog.open && draw());
}

/** Shows a card; cards() are those among which one goes on. */
export function showLarger(id, cards) {
  shown = id;
  following = cards;
  at("larger").showModal();
  draw();
  at("larger-title").focus();
}

async function draw() {
  const one = card(shown);
  const theme = state.deck.themes.find((own) => own.id === one.theme);
  const order = following().map((other) => other.id);
  at("larger").style.setProperty("--theme", theme?.tones.base ?? "");
  at("larger-title").textContent = `${one.number ? `${one.number} ` : ""}${one.name}`;
  at("larger-theme").textContent = theme?.name ?? "";
  at("larger-theme").lang = langOf();
  at("larger-title").lang = at("larger-text").lang = langOf(one);
  at("larger-previous").disabled = order.indexOf(shown) < 1;
  at("larger-next").disabled = order.indexOf(shown) === order.length - 1;
  at("larger-place").textContent = `${order.indexOf(shown) + 1} of ${order.length}`;
  at("larger-choose").checked = state.chosen.includes(shown);
  fill(at("larger-text"), ...words(one));
  nameAloud();
  const { faces } = await facesOf(one.id);
  if (one.id !== shown) return;
  const pictures = [at("larger-front"), at("larger-back")];
  pictures.forEach((picture, side) => {
    picture.closest(".leaf").hidden = !faces[side];
    if (faces[side]) paint(picture, faces[side]);
    picture.alt = side ? "The back" : "The front";
  });
}

function words(one) {
  const sought = soughtWords(at("search").value);
  return Object.entries(one.fields).flatMap(([name, own]) => {
    const heading = make("h4", {}, titled(name));
    if (typeof own === "string") return [heading, make("p", {}, ...marked(own, sought))];
    const items = own.map((item) =>
      make(
        "li",
        {},
        ...marked(typeof item === "string" ? item : `${item.name}: ${item.text}`, sought),
      ),
    );
    return [heading, make("ul", {}, ...items)];
  });
}

function step(by) {
  const order = following().map((other) => other.id);
  const next = order[order.indexOf(shown) + by];
  if (!next) return;
  stopReading();
  shown = next;
  draw();
  at("larger-title").focus();
}

function turnPage(event) {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  step(by);
}

function tick() {
  const ids = new Set(state.chosen);
  if (at("larger-choose").checked) ids.add(shown);
  else ids.delete(shown);
  change({ chosen: state.deck.cards.map((one) => one.id).filter((id) => ids.has(id)) });
}

function speak() {
  if (at("larger-aloud").getAttribute("aria-pressed") === "true") return silent();
  const one = card(shown);
  at("larger-aloud").setAttribute("aria-pressed", "true");
  at("larger-aloud").textContent = "Stop reading";
  readAloud(
    textsOf(one).map(([, text]) => text),
    one.lang,
    silent,
  );
}

function silent() {
  stopReading();
  at("larger-aloud").setAttribute("aria-pressed", "false");
  at("larger-aloud").textContent = "Read aloud";
}

function nameAloud() {
  const why = shown ? whySilent(card(shown).lang) : "";
  at("larger-aloud").disabled = Boolean(why);
  at("larger-silent").textContent = why;
}

function leave() {
  silent();
  at(`larger--${shown}`)?.focus();
}

function changeWords() {
  at("larger").close();
  change({ editing: shown });
}
