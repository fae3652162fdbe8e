/** How an output of a workshop is printed: for whom it is, on what, and with which cards. */
import { counted, field, fill, make } from "./dom.js";
import { MOST, numberInput } from "./numbers.js";
import { card, state } from "./state.js";
import { idsOf, picksOf, tickCards } from "./ticks.js";
import { tableNames } from "./wishes.js";

const shownKeys = new Set(
  "output copies spares names ink printer sheet cards reverse add".split(" "),
);
const mostBlanks = 1000; // in a set

/**
 * The controls of one output: printable is what was ticked, one is the output as a mapping, put
 * takes the keys that are changed in it, and printer is where its printer is chosen, if it can be.
 */
export function optionsOf(printable, one, id, put, printer) {
  const kept = Object.keys(one).filter((key) => !shownKeys.has(key) && !(key in printable.asked));
  return make(
    "div",
    { className: "options" },
    printable.prints === "names" ? null : copies(printable, one, id, put),
    printable.prints === "names" ? null : spares(printable, one, id, put),
    "ink" in printable.asked ? null : ink(one, put),
    printable.asked.flip === "none" ? reversed(one, put) : null,
    labels(printable, one, id, put),
    ...(printable.prints === "cards" ? beside(printable, one, id, put) : []),
    printer,
    printable.prints === "names" ? null : someCards(one, id, put),
    kept.length
      ? make("p", { className: "hint" }, `Kept as in the file: ${kept.join(", ")}.`)
      : null,
  );
}

/** For whom it is and how many: one select for what a workshop's file says by copies and names. */
function copies(printable, one, id, put) {
  const rows = choices(printable, one);
  const now = chosen(printable, one);
  const select = make("select", {
    id: `${id}-copies`,
    "aria-label": `${printable.title}: how many`,
  });
  const number = numberInput(`${id}-number`, 1, MOST, {
    value: one.copies?.per ? 2 : (one.copies ?? 2),
    required: true,
    "aria-label": `${printable.title}: number of copies`,
    hidden: now !== "number",
  });
  fill(
    select,
    ...rows.map(({ value, words, off }) =>
      make(
        "option",
        { value, selected: value === now, disabled: Boolean(off) && value !== now },
        off ? `${words} (${off})` : words,
      ),
    ),
  );
  const tell = () => {
    number.hidden = select.value !== "number";
    if (!number.hidden && !number.validity.valid) return;
    const { keys } = rows.find(({ value }) => value === select.value);
    put({ copies: undefined, names: undefined, ...keys(number.valueAsNumber) });
  };
  select.addEventListener("change", tell);
  number.addEventListener("input", tell);
  return make("div", { className: "copies" }, select, number);
}

/** How many more there are for whoever joins: without a name, and at no table. */
function spares(printable, one, id, put) {
  const number = numberInput(`${id}-spares`, 0, MOST, { value: one.spares ?? 0, required: true });
  number.addEventListener("input", () => {
    if (number.validity.valid) put({ spares: number.valueAsNumber || undefined });
  });
  const words = printable.prints === "pages" ? "Spare ones, without a name" : "Spare sets";
  return field(words, number);
}

function choices(printable, one) {
  const noTables = tableNames().length ? "" : "there are no tables";
  const nobody = state.workshop.participants ? "" : "nobody takes part yet";
  const noNames = peopleHaveNames() ? "" : "there are no names yet";
  const per = (whom, words, off) => ({
    value: whom,
    words,
    off,
    keys: () => ({ copies: { per: whom } }),
  });
  const rows = [{ value: "", words: usual(printable), keys: () => ({}) }];
  if (printable.names === "on request")
    rows.push({
      value: "named",
      words: "One for each person, with the name on it",
      off: noNames,
      keys: () => ({ names: true }),
    });
  if (printable.names === "always")
    rows.push({
      value: "blank",
      words: "One for each person, without the name",
      off: nobody,
      keys: () => ({ names: false }),
    });
  rows.push(per("table", "One for each table", noTables));
  if (printable.names !== "always") rows.push(per("participant", "One for each person", nobody));
  rows.push(per("pair", "One for each pair", nobody));
  rows.push({ value: "number", words: "This many", keys: (count) => ({ copies: count }) });
  if (chosen(printable, one) === "file")
    rows.push({
      value: "file",
      words: "As the file says",
      keys: () => ({ copies: one.copies, names: one.names }),
    });
  return rows;
}

/** Which of the choices an output of the workshop is. */
function chosen(printable, { copies: count, names }) {
  if (count === undefined && names === undefined) return "";
  if (count === undefined && printable.names === "on request") return isYes(names) ? "named" : "";
  if (count === undefined && printable.names === "always") return isYes(names) ? "" : "blank";
  if (names !== undefined) return "file";
  return count?.per ?? "number";
}

/** For whom it is where nothing else is said, as cardgen has it. */
function usual(printable) {
  if (printable.names === "always" && state.workshop.participants) return "One for each person";
  if (printable.prints === "pages") return "One";
  const { copies: count } = state.workshop;
  return (
    {
      table: "One set for each table",
      participant: "One set for each person",
      pair: "One set for each pair",
    }[count?.per] ?? `${counted(Number(count ?? 1), "set")} in all`
  );
}

function ink(one, put) {
  const tick = make("input", {
    type: "checkbox",
    checked: one.ink === "mono",
    onchange: () => put({ ink: tick.checked ? "mono" : undefined }),
  });
  return make("label", { className: "choice" }, tick, " In black only");
}

/** What each set has beside the chosen cards: those of every deck, such as how to use it, and
 * blank ones. */
function beside(printable, one, id, put) {
  let add = [one.add ?? []].flat();
  const change = (others, more) => {
    add = [...others, ...more];
    put({ add: add.length ? add : undefined });
  };
  return [ofEveryDeck(() => add, change), printable.blank ? blanks(() => add, change, id) : null];
}

function ofEveryDeck(added, change) {
  const ids = state.deck.cards.filter((card) => !card.number).map((card) => card.id);
  if (!ids.length) return null;
  const tick = make("input", {
    type: "checkbox",
    checked: ids.every((own) => added().includes(own)),
    onchange: () =>
      change(
        tick.checked ? ids : [],
        added().filter((name) => !ids.includes(name)),
      ),
  });
  const names = ids.map((own) => card(own).name).join(", ");
  return make("label", { className: "choice" }, tick, ` Also the cards of every deck: ${names}`);
}

function blanks(added, change, id) {
  const number = numberInput(`${id}-blank`, 0, mostBlanks, {
    value: countOfBlanks(added()),
    required: true,
  });
  number.addEventListener("input", () => {
    if (!number.validity.valid) return;
    const count = number.valueAsNumber;
    change(
      added().filter((name) => !blanksIn(name)),
      count ? [`blank:${count}`] : [],
    );
  });
  return field("Blank cards to write on, in each set", number);
}

/** Which order the backs have, where somebody turns the paper. */
function reversed(one, put) {
  const tick = make("input", {
    type: "checkbox",
    checked: isYes(one.reverse),
    onchange: () => put({ reverse: tick.checked || undefined }),
  });
  return make("label", { className: "choice" }, tick, " The backs come in the other order");
}

/** Which labels, or cards that are cut already, it is printed on, if it is printed on such. */
function labels(printable, one, id, put) {
  const usual = state.deck.sheets.find((row) => row.name === printable.sheet);
  if (!usual?.cells) return null;
  const select = make("select", {
    id: `${id}-sheet`,
    "aria-label": `${printable.title}: sheets of labels`,
    onchange: () => put({ sheet: select.value === usual.name ? undefined : select.value }),
  });
  const isChosen = (row) => row.name === (one.sheet ?? usual.name);
  const option = (row) =>
    make("option", { value: row.name, selected: isChosen(row) }, `${row.paper}: ${row.cells} mm`);
  return fill(select, ...labelsFirst(state.deck.sheets, option));
}

function someCards(one, id, put) {
  const ticks = make("div", { hidden: !one.cards });
  const tick = make("input", {
    type: "checkbox",
    checked: Boolean(one.cards),
    onchange: () => {
      ticks.hidden = !tick.checked;
      if (tick.checked) draw();
      else put({ cards: undefined });
    },
  });
  const draw = () =>
    tickCards(ticks, id, idsOf(one.cards ?? state.workshop.cards), (ids) =>
      put({ cards: picksOf(ids).length ? picksOf(ids) : ids }),
    );
  if (one.cards) draw();
  return make(
    "div",
    {},
    make("label", { className: "choice" }, tick, " Only some of the cards"),
    ticks,
  );
}

/** Sheets that are cut already, as option makes them: labels, which offices have, then cards. */
export function labelsFirst(sheets, option) {
  const cut = sheets.filter((row) => row.cells);
  const groups = [
    ["Labels", cut.filter((row) => row.sides === "one")],
    ["Cards that are cut already", cut.filter((row) => row.sides !== "one")],
  ];
  return groups
    .filter(([, rows]) => rows.length)
    .map(([name, rows]) => make("optgroup", { label: name }, ...rows.map(option)));
}

/** Whether a value of a file says yes. */
const isYes = (value) => value === true || /^(true|yes|on)$/i.test(value ?? "");

export const peopleHaveNames = () => typeof state.workshop.participants === "object";

/** How many blank cards are among those that an output adds. */
export const countOfBlanks = (add) =>
  [add ?? []].flat().reduce((count, name) => count + blanksIn(name), 0);

/** How many blank cards an added name stands for: 4 for blank:4. */
function blanksIn(name) {
  const [own, count = 1] = name.toLowerCase().split(":");
  return own === "blank" && (count !== 1 || !card("blank")) ? Number(count) : 0;
}
