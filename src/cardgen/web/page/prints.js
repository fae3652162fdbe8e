/** What is printed for a workshop: outputs, for whom each is, and how. */
import { fill, make } from "./dom.js";
import { idsOf, picksOf, tickCards } from "./ticks.js";
import { state } from "./state.js";
import { shown, tableNames } from "./wishes.js";

const groups = [
  { prints: "cards", name: "Cards to cut" },
  { prints: "pages", name: "Pages" },
  { prints: "names", name: "Names" },
];
const shownKeys = new Set(["output", "copies", "names", "ink", "printer", "cards"]);
const forWhom = { table: "One for each table", participant: "One for each person", pair: "One for each pair" };

/** All that can be ticked: the ways to print cards, then the other outputs that suit a workshop. */
function things() {
  const outputs = state.deck.outputs.filter((output) => output.prints !== "press");
  const ways = (state.deck.ways ?? [])
    .filter((way) => outputs.some((output) => output.name === way.output))
    .map((way) => ({ ...outputOf(way.output), id: `way-${way.name}`, title: way.title, about: way.about, asked: { output: way.output, ...asKeys(way.options) } }));
  const taken = new Set(ways.map((way) => way.asked.output));
  const others = outputs
    .filter((output) => !taken.has(output.name) && (output.prints !== "cards" || output.sheet))
    .map((output) => ({ ...output, id: output.name, title: called(output.name), asked: { output: output.name } }));
  return [...ways, ...others];
}

const outputOf = (name) => state.deck.outputs.find((output) => output.name === name);

/** Options as a workshop's file calls them: back-extra rather than back_extra. */
const asKeys = (options) => Object.fromEntries(Object.entries(options ?? {}).map(([name, value]) => [name.replaceAll("_", "-"), value]));

/** Which of the things an output of the workshop is: the one that agrees with most of its keys. */
function thingOf(one, all) {
  const fits = ({ asked }) => Object.entries(asked).every(([key, value]) => `${one[key]}` === `${value}`);
  const [best] = all.filter(fits).sort((a, b) => Object.keys(b.asked).length - Object.keys(a.asked).length);
  return best;
}

/** Shows what can be printed in an element. */
export function printsForm(root) {
  let wanted = []; // the outputs of the workshop, each as a mapping
  let all = [];
  const others = make("p", { className: "hint" });
  const set = shown((own) => [own.outputs, own.copies, tableNames(own).length > 0, typeof own.participants], drawAll);
  fill(root, ...groups.map(({ name }) => make("fieldset", { className: "prints" }, make("legend", {}, name))), others);

  function drawAll({ outputs }) {
    wanted = (outputs ?? []).map((one) => (typeof one === "string" ? { output: one } : one));
    all = things();
    groups.forEach(({ prints, name }, place) => {
      const own = all.filter((thing) => thing.prints === prints);
      fill(root.children[place], make("legend", {}, name), ...own.map(choice));
    });
    const unknown = wanted.filter((one) => !thingOf(one, all)).map((one) => one.output);
    others.textContent = unknown.length ? `Also printed, as the file says: ${unknown.join(", ")}.` : "";
  }

  function keepOutputs() {
    set({ outputs: wanted.map((one) => (Object.keys(one).length === 1 ? one.output : one)) });
  }

  function choice(thing) {
    const tick = make("input", { type: "checkbox", id: `print-${thing.id}`, "aria-describedby": `print-${thing.id}-about` });
    const own = make("div", { className: "own" });
    const isMine = (one) => thingOf(one, all) === thing;
    const draw = () => {
      const mine = wanted.filter(isMine);
      tick.checked = mine.length > 0;
      fill(own, ...mine.map((one, place) => optionsOf(thing, one, place)));
    };
    tick.addEventListener("change", () => {
      const names = thing.names === "on request" && peopleHaveNames() ? { names: true } : {};
      if (tick.checked) wanted.push({ ...thing.asked, ...names });
      else wanted = wanted.filter((one) => !isMine(one));
      inOrder();
      keepOutputs();
      draw();
    });
    draw();
    return make(
      "div",
      { className: "print" },
      make("div", { className: "choice" }, tick, make("label", { htmlFor: tick.id }, thing.title)),
      make("p", { className: "hint", id: `print-${thing.id}-about` }, thing.about),
      own,
    );
  }

  /** Puts the outputs in the order in which they are shown, those that are not shown last. */
  function inOrder() {
    const place = (one) => (all.indexOf(thingOf(one, all)) + all.length + 1) % (all.length + 1);
    wanted.sort((one, other) => place(one) - place(other));
  }

  function optionsOf(thing, one, place) {
    const id = `print-${thing.id}-${place}`;
    const put = (parts) => {
      const at = wanted.indexOf(one);
      const all = { ...one, ...parts };
      one = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
      wanted[at] = one;
      keepOutputs();
    };
    const kept = Object.keys(one).filter((key) => !shownKeys.has(key) && !(key in thing.asked));
    return make(
      "div",
      { className: "options" },
      thing.prints === "names" ? null : copies(thing, one, id, put),
      thing.names === "on request" ? names(one, id, put) : null,
      "ink" in thing.asked ? null : ink(one, id, put),
      thing.prints === "names" ? null : someCards(one, id, put),
      kept.length ? make("p", { className: "hint" }, `Kept as in the file: ${kept.join(", ")}.`) : null,
    );
  }

  function copies(thing, one, id, put) {
    const now = one.copies?.per ?? (one.copies === undefined ? "" : "number");
    const select = make("select", { id: `${id}-copies`, "aria-label": `${thing.title}: how many` });
    const number = make("input", { type: "number", min: 1, max: 10000, value: Number(one.copies) || 2, "aria-label": `${thing.title}: number of copies`, hidden: now !== "number" });
    const option = (value, words, off) => make("option", { value, selected: value === now, disabled: Boolean(off) && value !== now }, off ? `${words} (${off})` : words);
    const noTables = tableNames().length ? "" : "there are no tables";
    const nobody = state.workshop.participants ? "" : "nobody takes part yet";
    fill(
      select,
      option("", usual(thing)),
      option("table", forWhom.table, noTables),
      option("participant", forWhom.participant, nobody),
      option("pair", forWhom.pair, nobody),
      option("number", "This many"),
    );
    const tell = () => {
      number.hidden = select.value !== "number";
      const per = select.value in forWhom ? { per: select.value } : undefined;
      put({ copies: select.value === "number" ? number.valueAsNumber || 1 : per });
    };
    select.addEventListener("change", tell);
    number.addEventListener("input", tell);
    return make("div", { className: "copies" }, select, number);
  }

  /** For whom a thing is where nothing else is said, as cardgen has it. */
  function usual(thing) {
    const named = thing.names === "always" && state.workshop.participants;
    if (named) return "As usual: one for each person";
    if (thing.prints === "pages") return "As usual: one, or one for each person if named";
    const { copies: all } = state.workshop;
    return `As usual: ${all?.per ? forWhom[all.per].toLowerCase() : all ? `${all}` : "one set"}`;
  }

  function names(one, id, put) {
    const tick = make("input", { type: "checkbox", checked: isYes(one.names), onchange: () => put({ names: tick.checked || undefined }) });
    return make("label", { className: "choice" }, tick, " One for each person, with the name on it");
  }

  function ink(one, id, put) {
    const tick = make("input", { type: "checkbox", checked: one.ink === "mono", onchange: () => put({ ink: tick.checked ? "mono" : undefined }) });
    return make("label", { className: "choice" }, tick, " In black only");
  }

  function someCards(one, id, put) {
    const ticks = make("div", { hidden: !one.cards });
    const tick = make("input", { type: "checkbox", checked: Boolean(one.cards), onchange: () => {
      ticks.hidden = !tick.checked;
      if (tick.checked) draw();
      else put({ cards: undefined });
    } });
    const draw = () => tickCards(ticks, id, idsOf(one.cards ?? state.workshop.cards), (ids) => put({ cards: picksOf(ids).length ? picksOf(ids) : ids }));
    if (one.cards) draw();
    return make("div", {}, make("label", { className: "choice" }, tick, " Only some of the cards"), ticks);
  }
}

/** Whether a value of a file says yes. */
const isYes = (value) => value === true || /^(true|yes|on)$/i.test(value ?? "");

const peopleHaveNames = () => typeof state.workshop.participants === "object";

/** The name of an output in words: Temperature check. */
export function called(name) {
  const words = name.replaceAll("-", " ");
  return words[0].toUpperCase() + words.slice(1);
}
