/** What is printed for a workshop: outputs, for whom each is, and how. */
import { counted, field, fill, make } from "./dom.js";
import { askOn, printerOptions } from "./measured.js";
import { MOST, numberInput } from "./numbers.js";
import { idsOf, picksOf, tickCards } from "./ticks.js";
import { card, state, whenChanged } from "./state.js";
import { asMapping, asOptions, thingOf, things } from "./things.js";
import { shown, tableNames } from "./wishes.js";

const groups = [
  { prints: "cards", name: "Cards to cut" },
  { prints: "pages", name: "Handouts and other whole pages" },
  { prints: "names", name: "Names" },
];
const shownKeys = new Set(
  "output copies spares names ink printer sheet cards reverse add".split(" "),
);
const mostBlanks = 1000; // in a set

/** Shows what can be printed in an element. */
export function printsForm(root) {
  let wanted = []; // the outputs of the workshop, each as a mapping
  let all = [];
  let made = null; // the outputs as they were last set here, and not taken from a file
  const ours = new Set(); // the ids of what was ticked here, whose printer nobody has chosen
  const printers = new Map(); // by ids: how a printer is chosen for what is ticked
  const others = make("p", { className: "hint" });
  const set = shown(
    (own) => [own.outputs, own.copies, tableNames(own).length > 0, typeof own.participants],
    drawAll,
  );
  fill(
    root,
    ...groups.map(({ name }) =>
      make("fieldset", { className: "prints" }, make("legend", {}, name)),
    ),
    others,
  );

  whenChanged(["printers", "printer"], () => {
    if (!state.deck) return;
    drawAll(state.workshop);
    all.filter(({ id }) => ours.has(id)).forEach(choosePrinter);
  });

  function drawAll({ outputs }) {
    if (outputs !== made) ours.clear();
    wanted = (outputs ?? []).map(asMapping);
    all = things();
    groups.forEach(({ prints, name }, place) => {
      const own = all.filter((thing) => thing.prints === prints);
      fill(root.children[place], make("legend", {}, name), ...own.map(choice));
    });
    const unknown = wanted.filter((one) => !thingOf(one, all)).map((one) => one.output);
    others.textContent = unknown.length
      ? `Also printed, as the file says: ${unknown.join(", ")}.`
      : "";
  }

  function keepOutputs() {
    made = wanted.map((one) => (Object.keys(one).length === 1 ? one.output : one));
    set({ outputs: made });
  }

  /** Has what was ticked here printed on the printer that is chosen in Print it, if it can be. */
  async function choosePrinter(thing) {
    if (!printers.has(thing.id)) return;
    const name = state.printer;
    const { output, ...keys } = thing.asked;
    const given = { output, options: asOptions(keys) };
    const { isOn, aside } = name ? await askOn(name, "plan", given) : { isOn: false, aside: "" };
    const isOurs = ours.has(thing.id) && state.workshop.outputs === made;
    if (isOurs && state.printer === name) printers.get(thing.id)(isOn ? name : "", aside);
  }

  function choice(thing) {
    const tick = make("input", {
      type: "checkbox",
      id: `want-${thing.id}`,
      "aria-describedby": `want-${thing.id}-about`,
    });
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
      if (tick.checked) ours.add(thing.id);
      else ours.delete(thing.id);
      if (tick.checked && state.printer) choosePrinter(thing);
    });
    draw();
    return make(
      "div",
      { className: "print" },
      make("div", { className: "choice" }, tick, make("label", { htmlFor: tick.id }, thing.title)),
      make("p", { className: "hint", id: `want-${thing.id}-about` }, thing.about),
      own,
    );
  }

  /** Puts the outputs in the order in which they are shown, those that are not shown last. */
  function inOrder() {
    const place = (one) => (all.indexOf(thingOf(one, all)) + all.length + 1) % (all.length + 1);
    wanted.sort((one, other) => place(one) - place(other));
  }

  function optionsOf(thing, one, place) {
    const id = `want-${thing.id}-${place}`;
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
      thing.prints === "names" ? null : spares(thing, one, id, put),
      "ink" in thing.asked ? null : ink(one, id, put),
      thing.asked.flip === "none" ? reversed(one, put) : null,
      labels(thing, one, id, put),
      ...(thing.prints === "cards" ? beside(thing, one, id, put) : []),
      thing.prints === "pages" ? null : printer(thing, one, id, put),
      thing.prints === "names" ? null : someCards(one, id, put),
      kept.length
        ? make("p", { className: "hint" }, `Kept as in the file: ${kept.join(", ")}.`)
        : null,
    );
  }

  /** For whom it is and how many: one select for what a workshop's file says by copies and names. */
  function copies(thing, one, id, put) {
    const rows = choices(thing, one);
    const now = chosen(thing, one);
    const select = make("select", { id: `${id}-copies`, "aria-label": `${thing.title}: how many` });
    const number = numberInput(`${id}-number`, 1, MOST, {
      value: one.copies?.per ? 2 : (one.copies ?? 2),
      required: true,
      "aria-label": `${thing.title}: number of copies`,
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
  function spares(thing, one, id, put) {
    const number = numberInput(`${id}-spares`, 0, MOST, { value: one.spares ?? 0, required: true });
    number.addEventListener("input", () => {
      if (number.validity.valid) put({ spares: number.valueAsNumber || undefined });
    });
    const words = thing.prints === "pages" ? "Spare ones, without a name" : "Spare sets";
    return field(words, number);
  }

  function choices(thing, one) {
    const noTables = tableNames().length ? "" : "there are no tables";
    const nobody = state.workshop.participants ? "" : "nobody takes part yet";
    const noNames = peopleHaveNames() ? "" : "there are no names yet";
    const per = (whom, words, off) => ({
      value: whom,
      words,
      off,
      keys: () => ({ copies: { per: whom } }),
    });
    const rows = [{ value: "", words: usual(thing), keys: () => ({}) }];
    if (thing.names === "on request")
      rows.push({
        value: "named",
        words: "One for each person, with the name on it",
        off: noNames,
        keys: () => ({ names: true }),
      });
    if (thing.names === "always")
      rows.push({
        value: "blank",
        words: "One for each person, without the name",
        off: nobody,
        keys: () => ({ names: false }),
      });
    rows.push(per("table", "One for each table", noTables));
    if (thing.names !== "always") rows.push(per("participant", "One for each person", nobody));
    rows.push(per("pair", "One for each pair", nobody));
    rows.push({ value: "number", words: "This many", keys: (count) => ({ copies: count }) });
    if (chosen(thing, one) === "file")
      rows.push({
        value: "file",
        words: "As the file says",
        keys: () => ({ copies: one.copies, names: one.names }),
      });
    return rows;
  }

  /** Which of the choices an output of the workshop is. */
  function chosen(thing, { copies: count, names }) {
    if (count === undefined && names === undefined) return "";
    if (count === undefined && thing.names === "on request") return isYes(names) ? "named" : "";
    if (count === undefined && thing.names === "always") return isYes(names) ? "" : "blank";
    if (names !== undefined) return "file";
    return count?.per ?? "number";
  }

  /** For whom a thing is where nothing else is said, as cardgen has it. */
  function usual(thing) {
    if (thing.names === "always" && state.workshop.participants) return "One for each person";
    if (thing.prints === "pages") return "One";
    const { copies: count } = state.workshop;
    return (
      {
        table: "One set for each table",
        participant: "One set for each person",
        pair: "One set for each pair",
      }[count?.per] ?? `${counted(Number(count ?? 1), "set")} in all`
    );
  }

  function ink(one, id, put) {
    const tick = make("input", {
      type: "checkbox",
      checked: one.ink === "mono",
      onchange: () => put({ ink: tick.checked ? "mono" : undefined }),
    });
    return make("label", { className: "choice" }, tick, " In black only");
  }

  /** What each set has beside the chosen cards: those of every deck, such as how to use it, and
   * blank ones. */
  function beside(thing, one, id, put) {
    let add = [one.add ?? []].flat();
    const change = (others, more) => {
      add = [...others, ...more];
      put({ add: add.length ? add : undefined });
    };
    return [ofEveryDeck(() => add, change), thing.blank ? blanks(() => add, change, id) : null];
  }

  function ofEveryDeck(added, change) {
    const ids = state.deck.cards.filter((card) => !card.number).map((card) => card.id);
    if (!ids.length) return null;
    const tick = make("input", {
      type: "checkbox",
      checked: ids.every((own) => added().includes(own)),
      onchange: () =>
        change(tick.checked ? ids : [], added().filter((name) => !ids.includes(name))),
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
      change(added().filter((name) => !blanksIn(name)), count ? [`blank:${count}`] : []);
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

  /** Which of the printers that were measured it is printed on, if there are any. */
  function printer(thing, one, id, put) {
    const options = printerOptions(one.printer, one.printer);
    if (options.length === 1) return null;
    const select = make("select", {
      id: `${id}-printer`,
      "aria-label": `${thing.title}: printer`,
      onchange: () => {
        ours.delete(thing.id);
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
    printers.set(thing.id, choose);
    const label = make("span", { className: "hint", "aria-hidden": "true" }, "Your printer");
    return make("div", {}, label, select, why);
  }

  /** Which labels, or cards that are cut already, it is printed on, if it is printed on such. */
  function labels(thing, one, id, put) {
    const usual = state.deck.sheets.find((row) => row.name === thing.sheet);
    if (!usual?.cells) return null;
    const select = make("select", {
      id: `${id}-sheet`,
      "aria-label": `${thing.title}: sheets of labels`,
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
}

/** Sheets that are cut already, as option makes them: labels, which most offices have, then cards. */
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

const peopleHaveNames = () => typeof state.workshop.participants === "object";

/** How many blank cards are among those that an output adds. */
export const countOfBlanks = (add) =>
  [add ?? []].flat().reduce((count, name) => count + blanksIn(name), 0);

/** How many blank cards an added name stands for: 4 for blank:4. */
function blanksIn(name) {
  const [own, count = 1] = name.toLowerCase().split(":");
  return own === "blank" && (count !== 1 || !card("blank")) ? Number(count) : 0;
}
