/** The edition that is folded: which cards, how many sheets, and what to do once it is printed. */
import { ask } from "./ask.js";
import { at, fill, make, problemList, say } from "./dom.js";
import { drawingOf } from "./drawings.js";
import { handOver } from "./handover.js";
import { oddsInWords } from "./odds.js";
import { cardPicker } from "./picks.js";
import { cutsOf, inShort } from "./sheets.js";
import { fourColours, state, whenChanged } from "./state.js";
import { changesOf, followForm, mistakeIn } from "./task_form.js";

let picker;
let formChanged;
let hasOdds = false; // whether they were asked for

export function showFoldOver() {
  picker = cardPicker("meet-fold", changed);
  at("meet-fold-cards").replaceWith(picker.element);
  const mistake = () => (way() ? mistakeIn(picker) : "None of the ways to print is folded.");
  const plan = async () => (await ask("plan", wanted())).data;
  formChanged = followForm("meet", { mistake, plan, show });
  whenChanged(["deck", "overlay", "languages", "files"], changed);
  at("meet-fold").addEventListener("click", makeFolded);
}

const way = () => state.deck.ways.find((one) => one.options?.fold);

function changed() {
  at("meet-fold-done").hidden = true;
  formChanged();
}

/** What cardgen is asked for. */
function wanted() {
  const cards = picker.ids();
  return { output: way().output, options: { ...way().options, ...(cards ? { cards } : {}) } };
}

async function show({ files, problems, stopped }) {
  if (way()) fill(at("meet-fold-drawing"), drawingOf(way(), state.deck, fourColours()));
  at("meet-fold").disabled = Boolean(stopped);
  tell(files?.[0], problems, stopped);
  if (hasOdds || stopped) return;
  hasOdds = true;
  at("meet-fold-odds").textContent = await oddsInWords(way().output, { fold: true });
}

/** Says how many sheets it is, and what to do with them in their order. */
function tell(file, problems, stopped) {
  const steps = file ? cutsOf(file).map((words) => `${words}.`) : [];
  const care = "Glue right up to the edges, and press the cards under a book until they are dry.";
  fill(
    at("meet-fold-plan"),
    file ? make("p", { className: "understood" }, inShort(file)) : null,
    stopped ? make("p", { className: "wrong" }, stopped) : null,
    steps.length
      ? make("ol", { className: "cuts" }, ...steps.map((words) => make("li", {}, words)))
      : null,
    steps.length ? make("p", {}, care) : null,
    problemList(problems),
  );
}

async function makeFolded() {
  say("Making the PDF…");
  at("meet-fold").disabled = true;
  const isOld = changesOf(wanted);
  const { data, files } = await ask("build", wanted());
  at("meet-fold").disabled = false;
  if (data.stopped) {
    tell(null, data.problems, data.stopped);
    return say(`The PDF could not be made: ${data.stopped}`);
  }
  if (isOld()) return say("What you chose has changed while the PDF was made. Make it once more.");
  handOver(at("meet-fold-done"), data.files[0], files);
}
