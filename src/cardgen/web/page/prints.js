/** What is printed for a workshop: outputs, for whom each is, and how. */
import { fill, make } from "./dom.js";
import { askOn, printerOptions } from "./measured.js";
import { optionsOf, peopleHaveNames } from "./print_options.js";
import { asMapping, asOptions, printableOf, printables } from "./printables.js";
import { state, whenChanged } from "./state.js";
import { shown, tableNames } from "./wishes.js";

const groups = [
  { prints: "cards", name: "Cards to cut" },
  { prints: "pages", name: "Handouts and other whole pages" },
  { prints: "names", name: "Names" },
];

let all = []; // what can be ticked
let wanted = []; // the outputs of the workshop, each as a mapping
let made = null; // the outputs as they were last set here, and not taken from a file
let set = () => {}; // sets keys of the workshop
const ours = new Set(); // the ids of what was ticked here, whose printer nobody has chosen
const printers = new Map(); // by ids: how a printer is chosen for what is ticked

/** Shows what can be printed in an element. */
export function printsForm(root) {
  const boxes = groups.map(({ name }) =>
    make("fieldset", { className: "prints" }, make("legend", {}, name)),
  );
  const others = make("p", { className: "hint" });
  const draw = ({ outputs }) => {
    if (outputs !== made) ours.clear();
    wanted = (outputs ?? []).map(asMapping);
    all = printables();
    drawAll(boxes, others);
  };
  set = shown(
    (own) => [own.outputs, own.copies, tableNames(own).length > 0, typeof own.participants],
    draw,
  );
  fill(root, ...boxes, others);
  whenChanged(["printers", "printer"], () => {
    if (!state.deck) return;
    draw(state.workshop);
    all.filter(({ id }) => ours.has(id)).forEach(choosePrinter);
  });
}

function drawAll(boxes, others) {
  groups.forEach(({ prints, name }, place) => {
    const own = all.filter((printable) => printable.prints === prints);
    fill(boxes[place], make("legend", {}, name), ...own.map(choice));
  });
  const unknown = wanted.filter((one) => !printableOf(one, all)).map((one) => one.output);
  others.textContent = unknown.length
    ? `Also printed, as the file says: ${unknown.join(", ")}.`
    : "";
}

function keepOutputs() {
  made = wanted.map((one) => (Object.keys(one).length === 1 ? one.output : one));
  set({ outputs: made });
}

/** Has what was ticked here printed on the printer that is chosen in Print it, if it can be. */
async function choosePrinter(printable) {
  if (!printers.has(printable.id)) return;
  const name = state.printer;
  const { output, ...keys } = printable.asked;
  const given = { output, options: asOptions(keys) };
  const { isOn, aside } = name ? await askOn(name, "plan", given) : { isOn: false, aside: "" };
  const isOurs = ours.has(printable.id) && state.workshop.outputs === made;
  if (isOurs && state.printer === name) printers.get(printable.id)(isOn ? name : "", aside);
}

function choice(printable) {
  const about = `want-${printable.id}-about`;
  const tick = make("input", {
    type: "checkbox",
    id: `want-${printable.id}`,
    "aria-describedby": about,
  });
  const own = make("div", { className: "own" });
  const draw = () => {
    const mine = wanted.filter((one) => printableOf(one, all) === printable);
    tick.checked = mine.length > 0;
    fill(own, ...mine.map((one, place) => optionsIn(printable, one, place)));
  };
  tick.addEventListener("change", () => {
    want(printable, tick.checked);
    draw();
    ours[tick.checked ? "add" : "delete"](printable.id);
    if (tick.checked && state.printer) choosePrinter(printable);
  });
  draw();
  return make(
    "div",
    { className: "print" },
    make(
      "div",
      { className: "choice" },
      tick,
      make("label", { htmlFor: tick.id }, printable.title),
    ),
    make("p", { className: "hint", id: about }, printable.about),
    own,
  );
}

/** Has it printed or not; outputs stand in the order shown, those that are not shown last. */
function want(printable, isTicked) {
  const names = printable.names === "on request" && peopleHaveNames() ? { names: true } : {};
  if (isTicked) wanted.push({ ...printable.asked, ...names });
  else wanted = wanted.filter((one) => printableOf(one, all) !== printable);
  const place = (one) => (all.indexOf(printableOf(one, all)) + all.length + 1) % (all.length + 1);
  wanted.sort((one, other) => place(one) - place(other));
  keepOutputs();
}

function optionsIn(printable, one, place) {
  const id = `want-${printable.id}-${place}`;
  let now = one;
  const put = (parts) => {
    const entries = Object.entries({ ...now, ...parts });
    const changed = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
    wanted[wanted.indexOf(now)] = changed;
    now = changed;
    keepOutputs();
  };
  const onPrinter = printable.prints === "pages" ? null : printer(printable, one, id, put);
  return optionsOf(printable, one, id, put, onPrinter);
}

/** Which of the printers that were measured it is printed on, if there are any. */
function printer(printable, one, id, put) {
  const options = printerOptions(one.printer, one.printer);
  if (options.length === 1) return null;
  const select = make("select", {
    id: `${id}-printer`,
    "aria-label": `${printable.title}: printer`,
    onchange: () => {
      ours.delete(printable.id);
      choose(select.value, "");
    },
  });
  const why = make("p", { className: "hint" });
  const choose = (name, aside) => {
    select.value = name;
    why.textContent = aside;
    put({ printer: name || undefined });
  };
  fill(select, ...options);
  printers.set(printable.id, choose);
  const label = make("span", { className: "hint", "aria-hidden": "true" }, "Your printer");
  return make("div", {}, label, select, why);
}
