/** The edition that is folded: which cards, how many sheets, and what to do once it is printed. */
import { addressed } from "./address.js";
import { ask } from "./ask.js";
import { afterPause, at, fill, make, problemList, say } from "./dom.js";
import { drawingOf } from "./drawings.js";
import { handOver } from "./handover.js";
import { oddsInWords } from "./odds.js";
import { cardPicker } from "./picks.js";
import { cutsOf, inShort } from "./sheets.js";
import { fourColours, state, whenChanged } from "./state.js";
import { changesOf } from "./task_form.js";

let picker;
let asked = 0; // the number of the last plan that was asked for
let hasOdds = false; // whether they were asked for

export function showFoldOver() {
  picker = cardPicker("meet-fold", changed);
  at("meet-fold-cards").replaceWith(picker.element);
  whenChanged(["deck", "overlay", "languages", "files"], changed);
  at("meet-fold").addEventListener("click", makeFolded);
  addEventListener("hashchange", later);
}

const way = () => state.deck.ways.find((one) => one.options?.fold);

const later = afterPause(plan, 150);

function changed() {
  at("meet-fold-done").hidden = true;
  later();
}

/** What cardgen is asked for, or null if no card is chosen. */
function wanted() {
  const cards = picker.ids();
  if (cards?.length === 0) return null;
  return { output: way().output, options: { ...way().options, ...(cards ? { cards } : {}) } };
}

async function plan() {
  if (!state.deck || !way() || addressed().task !== "meet") return;
  fill(at("meet-fold-drawing"), drawingOf(way(), state.deck, fourColours()));
  asked += 1;
  const own = asked;
  const question = wanted();
  at("meet-fold").disabled = !question;
  if (!question) return tell(null, [], "No card is chosen: tick one or more, or take all of them.");
  const { data } = await ask("plan", question);
  if (own !== asked) return;
  at("meet-fold").disabled = Boolean(data.stopped);
  tell(data.files?.[0], data.problems, data.stopped);
  if (hasOdds) return;
  hasOdds = true;
  at("meet-fold-odds").textContent = await oddsInWords(way().output, { fold: true });
}

/** Says how many sheets it is, and what to do with them in their order. */
function tell(file, problems, stopped) {
  const after = [
    "Fold each card along its score, with the printed sides out.",
    "Glue the insides together, right up to the edges, and press them under a book until they are dry.",
  ];
  const steps = file ? [...cutsOf(file).map((words) => `${words}.`), ...after] : [];
  fill(
    at("meet-fold-plan"),
    file ? make("p", { className: "understood" }, inShort(file)) : null,
    stopped ? make("p", { className: "wrong" }, stopped) : null,
    steps.length ? make("ol", { className: "cuts" }, ...steps.map((words) => make("li", {}, words))) : null,
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
