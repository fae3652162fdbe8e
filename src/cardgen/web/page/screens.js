/** For screens: every face as a picture or a slide, and pages of HTML to look at or to read. */
import { answers, ask } from "./ask.js";
import { screenPictures } from "./canvas.js";
import { at, counted, download, fill, make, say } from "./dom.js";
import { screenDrawing } from "./drawings.js";
import { commandFor, madeElsewhere, saveButton } from "./handover.js";
import { cardPicker } from "./picks.js";
import { fourColours, state, whenChanged } from "./state.js";
import { changesOf, followForm, mistakeIn, showPlan, tile } from "./task_form.js";
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
let formChanged;

export function showScreens() {
  picker = cardPicker("screens", changed);
  at("screens-cards").replaceWith(picker.element);
  const mistake = () => mistakeIn(picker, at("screens-form"));
  formChanged = followForm("screens", { mistake, plan, show });
  whenChanged(["deck"], () => fill(at("screens-kinds"), ...kinds.map(kindTile)));
  whenChanged(["deck", "overlay", "languages", "files"], changed);
  at("screens-kinds").addEventListener("change", changed);
  at("screens-pixels").addEventListener("input", changed);
  at("screens-make").addEventListener("click", makeFiles);
}

function kindTile({ name, title, about, elsewhere }, place) {
  const words = elsewhere && answers !== "http" ? `${about} ${elsewhere}` : about;
  const choice = {
    id: `screens-${name}`,
    name: "screens-kind",
    value: name,
    title,
    checked: !place,
  };
  return tile(choice, [make("p", {}, words)], screenDrawing(name, fourColours()));
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

function changed() {
  const { sized } = kind();
  at("screens-pixels").disabled = !sized;
  at("screens-pixels-hint").textContent = sized
    ? "The longer side of each picture. 1600 fills a large screen."
    : "Only pictures and slides are made of pixels.";
  fill(at("screens-files"));
  formChanged();
}

async function plan() {
  const { data } = await ask("plan", wanted());
  if (!data.stopped || !canBeDrawn()) return data;
  const count = picker.ids()?.length ?? state.deck.cards.length;
  return { summary: [`${counted(count, "card")}, drawn by this browser`], problems: [] };
}

/** Shows the plan or, where a browser cannot make the file, the command that makes it. */
function show(data) {
  const isAway = data.missing && answers === "worker"; // its words are for a command line
  const { output, options } = wanted();
  showPlan("screens", data, isAway ? madeElsewhere(commandFor(`build ${output}`, options)) : null);
}

/** Whether the page itself can draw what cardgen cannot draw in a browser. */
const canBeDrawn = () => kind().name === "png" && answers === "worker";

async function makeFiles() {
  const button = at("screens-make");
  button.disabled = true;
  say("Making the files…");
  const question = wanted();
  const isOld = changesOf(wanted);
  let { data, files } = await ask("build", question);
  if (data.stopped && canBeDrawn()) ({ data, files } = await drawnHere(question.options));
  if (data.stopped) show(data);
  button.disabled = false; // it can be tried again
  if (data.stopped) return say(`The files could not be made: ${data.stopped}`);
  if (isOld())
    return say("What you chose has changed while the files were made. Make them once more.");
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
  const files = await screenPictures(data.faces, pixels);
  return { data, files: { [`screen-png-${pixels}-pixels.zip`]: zipOf(files) } };
}
