/** For screens: every face as a picture or a slide, and pages of HTML to look at or to read. */
import { addressed } from "./address.js";
import { answers, ask } from "./ask.js";
import { picturesOf } from "./canvas.js";
import { afterPause, at, counted, download, fill, make, problemList, say } from "./dom.js";
import { screenDrawing } from "./drawings.js";
import { madeElsewhere, saveButton } from "./handover.js";
import { cardPicker } from "./picks.js";
import { fourColours, state, whenChanged } from "./state.js";
import { zipOf } from "./zip.js";

const kinds = [
  {
    name: "png",
    title: "Pictures",
    about: "A PNG of each face, for PowerPoint, Teams, Miro, Word and everything else.",
    output: "screen",
    options: { format: "png" },
    sized: true,
  },
  {
    name: "svg",
    title: "Drawings",
    about: "An SVG of each face, sharp at any size, for designers and web pages.",
    output: "screen",
    options: { format: "svg" },
  },
  {
    name: "pptx",
    title: "Slides",
    about:
      "A PowerPoint file: a slide for each card, its back on the next, its words in the notes.",
    elsewhere: "This page cannot make it: put the pictures into PowerPoint instead.",
    output: "screen",
    options: { format: "pptx" },
    sized: true,
  },
  {
    name: "gallery",
    title: "A page of cards that turn over",
    about:
      "One HTML file for the intranet or a phone in the room: shuffle it, or have a card dealt.",
    output: "gallery",
    options: {},
  },
  {
    name: "reading",
    title: "A page to read",
    about: "One HTML file with all the words in order, for screen readers and small screens.",
    output: "reading",
    options: { format: "html" },
  },
];
let picker;
let asked = 0;
let stale = true;

export function showScreens() {
  picker = cardPicker("screens", changed);
  at("screens-cards").replaceWith(picker.element);
  whenChanged(["deck"], () => fill(at("screens-kinds"), ...kinds.map(tile)));
  whenChanged(["deck", "overlay", "languages", "files"], changed);
  at("screens-kinds").addEventListener("change", changed);
  at("screens-pixels").addEventListener("input", changed);
  at("screens-form").addEventListener("submit", (event) => event.preventDefault());
  at("screens-make").addEventListener("click", makeFiles);
  addEventListener("hashchange", () => isShown() && stale && plan());
}

function tile({ name, title, about, elsewhere }, place) {
  const words = elsewhere && answers !== "http" ? `${about} ${elsewhere}` : about;
  const id = `screens-${name}`;
  const input = make("input", {
    type: "radio",
    name: "screens-kind",
    id,
    value: name,
    checked: place === 0,
    "aria-describedby": `${id}-about`,
  });
  const head = make("div", { className: "way-head" }, input, make("label", { htmlFor: id }, title));
  return make(
    "div",
    { className: "way" },
    screenDrawing(name, fourColours()),
    head,
    make("div", { className: "way-about", id: `${id}-about` }, make("p", {}, words)),
  );
}

const kind = () => kinds.find((one) => at(`screens-${one.name}`).checked);

function wanted() {
  const { output, options, sized } = kind();
  const all = { ...options };
  if (sized) all.pixels = at("screens-pixels").valueAsNumber;
  const ids = picker.ids();
  if (ids) all.cards = ids;
  return { output, options: all };
}

const isShown = () => addressed().task === "screens" && state.deck !== null;

const later = afterPause(plan, 150);

function changed() {
  stale = true;
  const { sized } = kind();
  at("screens-pixels").disabled = !sized;
  at("screens-pixels-hint").textContent = sized
    ? "The longer side of each picture. 1600 fills a large screen."
    : "Only pictures and slides are made of pixels.";
  fill(at("screens-files"));
  if (isShown()) later();
}

function mistake() {
  if (picker.ids()?.length === 0)
    return "No card is chosen: tick one or more, or take all of them.";
  const input = at("screens-pixels");
  const wrong = kind().sized && !input.checkValidity();
  input.setAttribute("aria-invalid", String(wrong));
  return wrong ? `Size in pixels: type a whole number from ${input.min} to ${input.max}.` : null;
}

async function plan() {
  if (!isShown()) return;
  asked += 1;
  const own = asked;
  stale = false;
  const wrong = mistake();
  at("screens-make").disabled = Boolean(wrong);
  if (wrong) return show([], [], wrong);
  const { data } = await ask("plan", wanted());
  if (own !== asked) return;
  const drawn = data.stopped && canBeDrawn();
  at("screens-make").disabled = Boolean(data.stopped) && !drawn;
  const count = picker.ids()?.length ?? state.deck.cards.length;
  if (drawn) return show([`${counted(count, "card")}, drawn by this browser`], [], null);
  show(data.summary ?? [], data.problems, data.stopped, data.missing);
}

function show(summary, problems, stopped, missing = false) {
  const away = missing && answers === "worker"; // its words are for whoever has a command line
  fill(
    at("screens-summary"),
    ...summary.map((words) => make("li", {}, words.charAt(0).toUpperCase() + words.slice(1))),
  );
  fill(
    at("screens-problems"),
    stopped && !away && !problems.length ? make("p", { className: "wrong" }, stopped) : null,
    problemList(problems),
    away ? elsewhere() : null,
  );
}

/** Where a browser cannot make the file: the command that makes it. */
function elsewhere() {
  const { output, options } = wanted();
  const { format, pixels, cards } = options;
  const words = [
    "cardgen build",
    output,
    format ? `--format ${format}` : "",
    pixels ? `--pixels ${pixels}` : "",
    cards ? `--card ${cards.join(",")}` : "",
  ];
  const why = "This cannot be made in a browser.";
  return madeElsewhere(why, words.filter(Boolean).join(" "), output);
}

/** Whether the page itself can draw what cardgen cannot draw in a browser. */
const canBeDrawn = () => kind().name === "png" && answers === "worker";

async function makeFiles() {
  const button = at("screens-make");
  button.disabled = true;
  say("Making the files…");
  const question = wanted();
  let { data, files } = await ask("build", question);
  if (data.stopped && canBeDrawn()) ({ data, files } = await drawnHere(question.options));
  button.disabled = false;
  if (data.stopped) {
    show([], data.problems, data.stopped, data.missing);
    return say(`The files could not be made: ${data.stopped}`);
  }
  const [[name, bytes]] = Object.entries(files);
  download(name, bytes);
  fill(
    at("screens-files"),
    make("p", { className: "hint" }, `${name} is in your downloads. Not there?`),
    saveButton(name, bytes),
  );
  say(`${name} is in your downloads.`);
}

/** The faces as PNG files, which this browser makes of their drawings. */
async function drawnHere({ cards, pixels }) {
  const { data } = await ask("faces", { output: "screen", cards });
  if (data.stopped) return { data, files: {} };
  const files = await picturesOf(data.faces, pixels);
  return { data, files: { [`screen-png-${pixels}-pixels.zip`]: zipOf(files) } };
}
