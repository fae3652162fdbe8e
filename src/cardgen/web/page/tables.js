/** The tables of a workshop: how many, what they are called, and which have cards of their own. */
import { field, fill, make } from "./dom.js";
import { MOST, numberInput } from "./numbers.js";
import { idsOf, picksOf, tickCards } from "./ticks.js";
import { state } from "./state.js";
import { alike, shown, tableNames } from "./wishes.js";

const mostShown = 60;

/** Shows the tables in an element. */
export function tablesForm(root) {
  let tables = []; // { name, cards } each; cards are picks, or undefined for the workshop's
  let known = []; // also those that a smaller number has taken away, as while one types another
  const count = numberInput("tables-count", 0, MOST);
  const note = make("p", { className: "hint" });
  const list = make("ol", { className: "tables", id: "tables-list" });
  const set = shown(
    ({ tables: own, participants, random }) => [
      own,
      own ? null : tableNames({ participants }),
      Boolean(random),
    ],
    drawAll,
  );

  fill(root, field("How many tables", count, "0 if people do not sit at tables."), note, list);
  count.addEventListener("input", () => {
    if (!count.validity.valid) return;
    const wanted = count.valueAsNumber || 0;
    known = [...tables, ...known.slice(tables.length)];
    tables = Array.from({ length: wanted }, (_, place) => known[place] ?? { name: `${place + 1}` });
    keepTables();
    drawList();
  });

  function keepTables(parts = {}) {
    const plain = tables.every((table, place) => table.name === `${place + 1}` && !table.cards);
    const asWritten = tables.map(({ name, cards }) => (cards ? { name, cards } : name));
    set({ tables: plain ? tables.length || undefined : asWritten, ...parts });
  }

  function drawAll({ tables: own }) {
    tables = tableNames().map((name, place) => {
      const cards = Array.isArray(own) ? own[place].cards : undefined;
      return cards ? { name, cards } : { name };
    });
    known = [];
    count.value = tables.length;
    drawList();
  }

  function drawList() {
    const { tables: own, random } = state.workshop;
    const notes = [];
    if (!own && tables.length) notes.push("These are the tables in the list of people.");
    if (tables.length > mostShown) notes.push(`They are called 1 to ${tables.length}.`);
    if (random && tables.length) notes.push("Cards are dealt by chance, so no table has its own.");
    note.textContent = notes.join(" ");
    fill(
      list,
      ...(tables.length > mostShown ? [] : tables.map((table, place) => row(table, place, random))),
    );
  }

  function row(table, place, random) {
    const name = make("input", {
      value: table.name,
      "aria-label": `Name of table ${place + 1}`,
      autocomplete: "off",
      onchange: () => rename(place, name.value.trim() || `${place + 1}`),
    });
    const cards = make("select", {
      "aria-label": `Cards for table ${place + 1}`,
      onchange: () => chooseCards(place, cards.value),
    });
    const ticks = make("div");
    fill(cards, ...choices(table));
    cards.disabled = Boolean(random) && !table.cards;
    if (cards.value === "ticked") drawTicks(ticks, table, place);
    return make("li", {}, name, cards, ticks);
  }

  function choices(table) {
    const only = table.cards?.length === 1 ? (table.cards[0].theme ?? table.cards[0]) : null;
    const theme = state.deck.themes.find((one) => [one.id, one.name].some((own) => own === only));
    const chosen = !table.cards
      ? ""
      : theme
        ? `theme ${theme.id}`
        : idsOf(table.cards)
          ? "ticked"
          : "file";
    const option = (value, words) => make("option", { value, selected: value === chosen }, words);
    return [
      option("", "The workshop's cards"),
      ...state.deck.themes.map((one) => option(`theme ${one.id}`, `${one.name} only`)),
      option("ticked", "Cards that I tick"),
      chosen === "file" ? option("file", "As the file says") : null,
    ].filter(Boolean);
  }

  function chooseCards(place, value) {
    const [how, id] = value.split(" ");
    const cards = {
      theme: [id],
      ticked: tables[place].cards ?? [numberOfFirst()],
      file: tables[place].cards,
    }[how];
    tables[place] = cards ? { name: tables[place].name, cards } : { name: tables[place].name };
    keepTables();
    drawList();
    list.querySelectorAll("select")[place].focus();
  }

  const numberOfFirst = () => state.deck.cards.find((card) => card.number).id;

  function drawTicks(ticks, table, place) {
    tickCards(ticks, `table-${place}`, idsOf(table.cards), (ids) => {
      if (ids.length) tables[place] = { name: table.name, cards: wholeList(ids) };
      keepTables();
    });
  }

  /** The picks of these cards, said also where they are all of the deck. */
  function wholeList(ids) {
    const picks = picksOf(ids);
    return picks.length ? picks : ids;
  }

  /** Renames a table, also where people are said to sit there. */
  function rename(place, name) {
    const old = tables[place].name;
    tables[place] = { ...tables[place], name };
    const { participants } = state.workshop;
    const moved = Array.isArray(participants)
      ? participants.map((one) =>
          one.table && alike(one.table) === alike(old) ? { ...one, table: name } : one,
        )
      : participants;
    keepTables({ participants: moved });
  }
}
