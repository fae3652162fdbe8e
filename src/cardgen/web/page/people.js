/** The people of a workshop: typed, pasted or read from a workbook, as a list to be mended. */
import { askAlone } from "./ask.js";
import { bytesOf, counted, field, fill, make, problemList, say, whenChosen } from "./dom.js";
import { MOST, numberInput } from "./numbers.js";
import { state, whenChanged } from "./state.js";
import { alike, shown, tableNames } from "./wishes.js";

const plainList = "W707"; // which nobody need be told who sees the list
const mostChoices = 5000; // of a table, for all people together; more take a browser minutes

/** Shows the list of people in an element; id begins the ids of what is in it. */
export function peopleForm(root, id) {
  let people = []; // { name, table, details, columns } each, also those without a name as yet
  let headings = []; // of further columns that were read
  const onCards = new Set(); // those of them that name cards show
  const typed = make("textarea", {
    id: `${id}-typed`,
    rows: 5,
    spellcheck: false,
    autocomplete: "off",
  });
  const file = make("input", { id: `${id}-file`, type: "file", accept: ".xlsx,.csv,.tsv,.txt" });
  const count = numberInput(`${id}-count`, 1, MOST);
  const countField = field("Or only how many come, without names", count, " ");
  const reason = countField.querySelector(".hint");
  const understood = make("p", { className: "understood", role: "status" });
  const problems = make("div");
  const columnsOf = make("fieldset", { hidden: true });
  const list = make("ol", { className: "people", id: `${id}-list`, tabIndex: -1 });
  const byButton = make("div", { className: "actions" });
  const set = shown(({ participants, tables }) => [participants, tables], drawAll);

  const typing = make(
    "div",
    {},
    field(
      "Names, one on each line, or cells copied from Excel",
      typed,
      "Of several columns take the headings along, such as Name and Table.",
    ),
    make(
      "div",
      { className: "actions" },
      button("Add to the list", () => addTyped()),
    ),
  );
  const others = make(
    "div",
    {},
    field(
      "Or a workbook or a table with the people: .xlsx or .csv",
      file,
      "Choose it, or drop it anywhere on this step.",
    ),
    countField,
  );
  const sources = make("div", { className: "sources" }, typing, others);
  fill(root, sources, understood, problems, list, byButton, columnsOf);
  typed.addEventListener("change", addTyped);
  typed.addEventListener("paste", () => {
    if (!typed.value.trim()) setTimeout(addTyped);
  });
  whenChosen(file, ([chosen]) => addFile(chosen));
  count.addEventListener("input", () => {
    if (count.validity.valid) set({ participants: count.valueAsNumber || undefined });
  });
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    addFile(event.dataTransfer.files[0]);
  });
  whenChanged(["seats"], showSeats);

  async function addTyped() {
    const text = typed.value;
    if (!text.trim()) return;
    typed.value = "";
    const isTaken = await add({ text }, {});
    if (!isTaken && !typed.value) typed.value = text; // to be mended
  }

  async function addFile(chosen) {
    if (!chosen) return;
    // Whatever the file is called, its name may be somebody's.
    const name = `people.${chosen.name.split(".").pop().toLowerCase()}`;
    const bytes = await bytesOf(chosen);
    if (bytes) await add({ file: name }, { [name]: bytes });
  }

  /** Adds the people of a list; resolves to whether there were any. */
  async function add(given, files) {
    understood.textContent = "Reading the list…";
    const { data } = await askAlone("people", given, files);
    fill(problems, problemList(data.problems.filter(({ code }) => code !== plainList)));
    const isTaken = !data.stopped && data.people.length > 0;
    if (!isTaken) tell(data.stopped ?? "Nobody was found in it.");
    if (!isTaken) return false;
    people = [...people, ...data.people];
    headings = [...new Set([...headings, ...data.others])];
    keepPeople();
    drawAll();
    const without = data.nameless ? `, ${counted(data.nameless, "line")} without a name` : "";
    tell(`${counted(data.people.length, "person", "people")} understood${without}.`);
    list.focus();
    return true;
  }

  function tell(words) {
    understood.textContent = words;
    say(words);
  }

  /** Takes over what the list says into the workshop; lines without a name are not in it. */
  function keepPeople() {
    const named = people.filter((one) => one.name.trim());
    set({ participants: named.map(written) });
    showCounts();
  }

  /** A person as a workshop's file has one. */
  function written({ name, table, details, columns }) {
    const own = columns
      ? headings.filter((one) => onCards.has(one) && columns[one]).map((one) => columns[one])
      : details;
    if (!table && !own?.length) return name;
    return { name, ...(table ? { table } : {}), ...(own?.length ? { details: own } : {}) };
  }

  /** The columns that name cards may show beside names. */
  function drawColumns() {
    const choices = headings.map((heading) =>
      make(
        "label",
        { className: "choice" },
        make("input", {
          type: "checkbox",
          checked: onCards.has(heading),
          onchange: (event) => {
            if (event.target.checked) onCards.add(heading);
            else onCards.delete(heading);
            keepPeople();
          },
        }),
        ` ${heading}`,
      ),
    );
    fill(
      columnsOf,
      ...(choices.length ? [make("legend", {}, "On name cards also"), ...choices] : []),
    );
    columnsOf.hidden = !choices.length;
  }

  function drawAll() {
    const { participants } = state.workshop;
    const listed = Array.isArray(participants) ? participants : [];
    const before = people.filter((one) => one.name.trim()).map(written);
    if (JSON.stringify(listed) !== JSON.stringify(before)) {
      people = listed.map(asPerson);
      headings = [];
    }
    drawColumns();
    const names = tableNames();
    const isMany = people.length * names.length > mostChoices;
    fill(list, ...people.map((person, index) => row(person, index, names, isMany)));
    count.value = typeof participants === "number" ? participants : "";
    showButtons();
    showCounts();
    showSeats();
  }

  /** The buttons that can do something: only who has a table of their own can be dealt anew. */
  function showButtons() {
    const isSeated = tableNames().length && people.some((one) => one.table);
    fill(
      byButton,
      button("Add a person", addRow),
      isSeated ? button("Deal everybody onto the tables", dealAll) : null,
      people.length ? button("Empty the list", empty) : null,
    );
  }

  function showCounts() {
    count.disabled = people.length > 0;
    reason.textContent = people.length ? "The list below says who comes." : "";
    const fromFile = state.workshop.participants?.file;
    if (fromFile) {
      understood.textContent =
        `This workshop reads its people from ${fromFile}. ` +
        "Choose that file here, to see and change them.";
    }
  }

  function row(person, index, names, isMany) {
    const name = make("input", {
      value: person.name,
      "aria-label": `Name of person ${index + 1}`,
      autocomplete: "off",
      spellcheck: false,
      oninput: () => {
        people[index] = { ...people[index], name: name.value };
        keepPeople();
      },
    });
    const seat = make("select", {
      "aria-label": `Table of person ${index + 1}`,
      onchange: () => {
        people[index] = { ...people[index], table: seat.value || null };
        keepPeople();
        showButtons();
      },
    });
    fill(seat, ...seatsFor(person, names, isMany));
    const offerAll = () => {
      fill(seat, ...seatsFor(people[index], names));
      showSeats();
    };
    if (isMany) seat.addEventListener("focus", offerAll, { once: true });
    const remove = button("Remove", () => {
      people = people.filter((_, place) => place !== index);
      keepPeople();
      drawAll();
      (list.querySelectorAll("li button")[Math.min(index, people.length - 1)] ?? typed).focus();
    });
    remove.setAttribute("aria-label", `Remove person ${index + 1}`);
    return make("li", {}, name, seat, remove);
  }

  /** The tables to choose from, or only the one that is chosen. */
  function seatsFor(person, names, isOwnOnly = false) {
    const isOwn = (name) => Boolean(person.table) && alike(name) === alike(person.table);
    const unknown = person.table && !names.some(isOwn);
    const offered = isOwnOnly ? names.filter(isOwn) : names;
    const own = (name) => make("option", { value: name, selected: isOwn(name) }, tableCalled(name));
    const any = make(
      "option",
      { value: "", className: "any" },
      names.length ? "Any table" : "No tables yet",
    );
    return [
      any,
      ...offered.map(own),
      unknown
        ? make("option", { value: person.table, selected: true }, `${person.table}: no such table`)
        : null,
    ].filter(Boolean);
  }

  /** Says beside those without a table where they were dealt to. */
  function showSeats() {
    let number = 0;
    list.querySelectorAll("li").forEach((item, index) => {
      if (!people[index]?.name.trim()) return;
      const seat = state.seats[number];
      number += 1;
      const any = item.querySelector("option.any");
      if (any && seat) any.textContent = `Dealt: ${tableCalled(seat)}`;
    });
  }

  function addRow() {
    people = [...people, { name: "" }];
    drawAll();
    list.lastElementChild.querySelector("input").focus();
  }

  function dealAll() {
    people = people.map((one) => ({ ...one, table: null }));
    keepPeople();
    drawAll();
    const named = people.filter((one) => one.name.trim()).length;
    const tables = tableNames().length;
    const each = [Math.floor(named / tables), Math.ceil(named / tables)];
    const many = each[0] === each[1] ? each[0] : each.join(" or ");
    const who = counted(named, "person is", "people are");
    tell(`${who} dealt onto ${counted(tables, "table")}: ${many} at each.`);
    list.focus();
  }

  function empty() {
    people = [];
    keepPeople();
    drawAll();
    tell("The list is empty.");
    typed.focus();
  }
}

/** A table by its own name or, if that is a number, by the word before it. */
export const tableCalled = (name) => (/^\d+$/.test(name) ? `Table ${name}` : name);

const asPerson = (one) => ({
  name: `${one.name ?? one}`,
  table: one.table ?? null,
  details: one.details,
});

const button = (words, onclick) =>
  make("button", { type: "button", className: "quiet", onclick }, words);
