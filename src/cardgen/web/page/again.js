/** Come back: last time's workshop with other people, or a printed deck whose words changed. */
import { ask } from "./ask.js";
import {
  at,
  bytesOf,
  counted,
  download,
  field,
  fill,
  make,
  problemList,
  say,
  whenChosen,
} from "./dom.js";
import { peopleForm } from "./people.js";
import { planBeside } from "./plan.js";
import { howToPrint, nameOf } from "./sheets.js";
import { change, state, whenChanged } from "./state.js";
import { shown } from "./wishes.js";
import { alsoInFile, openWorkshop, step } from "./workshop.js";

export function showAgain() {
  const steps = make("div", { className: "numbered" });
  const plan = make("aside", { className: "beside", "aria-labelledby": "new-plan-title" });
  const results = make("div");
  fill(
    steps,
    step("older", "What you made last time", openingForm),
    step("now", "What is different now", nowForm, "date", "participants"),
  );
  const made = step("new", "Files to print", (root) => root.append(results));
  made.classList.add("made");
  const printed = step("printed", "Is your printed deck out of date?", printedForm);
  printed.classList.add("made");
  const all = make(
    "div",
    { hidden: true },
    make("div", { className: "two" }, steps, plan),
    made,
    printed,
  );
  at("again").append(all);
  whenChanged(["deck"], () => {
    all.hidden = false;
  });
  planBeside(plan, results, { id: "new-plan", older: () => state.older });
}

function openingForm(root) {
  const file = make("input", {
    id: "again-file",
    type: "file",
    accept: ".zip,.yaml,.yml",
    multiple: true,
  });
  const note = make("div");
  const list = make("ul", { className: "plain" });
  const none = make("p", { className: "hint" }, "No ZIP is open, so everything is printed anew.");
  const partOnly = make(
    "p",
    { className: "wrong", hidden: true },
    "This ZIP holds only what was new then. Open the ZIP of before, too, or all that is in that " +
      "is printed once more.",
  );
  fill(
    root,
    field(
      "Open the ZIP of last time",
      file,
      "Only what it lacks is printed. If you printed what was new once before, open that ZIP too.",
    ),
    note,
    alsoInFile(),
    list,
    none,
    partOnly,
  );
  whenChosen(file, async (all) => {
    for (const chosen of all) await open(chosen);
  });
  whenChanged(["older"], () => {
    const names = Object.keys(state.older);
    fill(
      list,
      ...names.map((name) =>
        make(
          "li",
          {},
          make(
            "button",
            { type: "button", className: "chip", onclick: () => close(name) },
            `Close ${name}`,
          ),
        ),
      ),
    );
    none.hidden = names.length > 0;
    partOnly.hidden = !names.length || !names.every((name) => /-new(-\d+)?\.zip$/.test(name));
  });

  async function open(chosen) {
    const isFirst = !Object.keys(state.older).length;
    const opened = await openWorkshop(chosen, isFirst);
    fill(note, opened.note);
    if (!opened.zip) {
      if (!opened.note) file.value = ""; // it is not open
      return;
    }
    change({ older: { ...state.older, [freeName(opened.zip)]: opened.bytes } });
  }

  function close(name) {
    change({
      older: Object.fromEntries(Object.entries(state.older).filter(([own]) => own !== name)),
    });
    file.focus();
  }
}

/** The name of a ZIP, with a number if another that is open has the name already. */
function freeName(name) {
  const stem = name.replace(/\.zip$/, "");
  const names = [name, ...Array.from({ length: 99 }, (_, at) => `${stem}-${at + 2}.zip`)];
  return names.find((one) => !(one in state.older));
}

function nowForm(root) {
  const date = make("input", { id: "again-date", type: "date" });
  const people = make("div");
  const set = shown(
    (workshop) => workshop.date,
    (workshop) => {
      date.value = workshop.date ?? "";
    },
  );
  date.addEventListener("input", () => set({ date: date.value }));
  const link = make("a", { href: "#workshop" }, "Plan a workshop");
  fill(
    root,
    field("Date", date),
    people,
    make(
      "p",
      { className: "hint" },
      "Tables, cards and what is printed are changed in ",
      link,
      ".",
    ),
  );
  peopleForm(people, "again-people");
}

/** The form for a printed deck: which of its cards have changed, and a PDF of these alone. */
function printedForm(root) {
  const file = make("input", { id: "printed-file", type: "file", accept: ".pdf" });
  const found = make("div", { id: "printed-found", tabIndex: -1 });
  let bytes = null;
  fill(
    root,
    field(
      "The PDF from which it was printed",
      file,
      "Choose it, or drop it here. It says which words it had.",
    ),
    found,
  );
  whenChosen(file, ([chosen]) => compare(chosen));
  root.addEventListener("dragover", (event) => event.preventDefault());
  root.addEventListener("drop", (event) => {
    event.preventDefault();
    compare(event.dataTransfer.files[0]);
  });

  async function compare(chosen) {
    if (!chosen) return;
    bytes = await bytesOf(chosen);
    if (!bytes) return;
    fill(found, make("p", {}, `Comparing ${chosen.name} with the deck…`));
    say(`Comparing ${chosen.name} with the deck…`);
    const { data } = await ask("compare", { file: "older.pdf" }, { "older.pdf": bytes });
    if (data.stopped) {
      say("The PDF cannot be compared.");
      return fill(
        found,
        make("p", { className: "wrong" }, data.stopped),
        problemList(data.problems),
      );
    }
    const changed = data.changes.filter((one) => one.change === "changed" && one.faces.length);
    const added = data.changes.filter((one) => one.change === "added");
    const words = changed.length
      ? `Your printed deck is out of date: ${cardsCalled(changed)}.`
      : "Your printed deck is up to date.";
    const also = added.length ? `New in the deck since: ${cardsCalled(added)}.` : "";
    fill(
      found,
      make("p", { className: "verdict" }, [words, also].filter(Boolean).join(" ")),
      details(data.changes.filter((one) => one.change !== "absent")),
      changed.length || added.length
        ? printing(
            data,
            [...changed, ...added].map((one) => one.card),
          )
        : null,
      problemList(data.problems),
    );
    found.focus();
    say(words);
  }

  function details(changes) {
    return changes.length
      ? make(
          "ul",
          {},
          ...changes.map((one) => make("li", {}, `${nameOfCard(one.card)}: ${inWords(one)}`)),
        )
      : null;
  }

  function printing({ output }, cards) {
    const places = make("input", { type: "checkbox", id: "same-places" });
    const result = make("div");
    const button = make(
      "button",
      { type: "button", onclick: () => build(output, cards, places.checked, result, button) },
      "Print only these cards",
    );
    const choice = make(
      "div",
      { className: "choice" },
      places,
      make(
        "label",
        { htmlFor: places.id },
        "Each where it lay before, for sheets that are not cut yet",
      ),
    );
    return make(
      "div",
      {},
      state.deck.outputs.find((one) => one.name === output)?.sheet ? choice : null,
      make("div", { className: "actions" }, button),
      result,
    );
  }

  async function build(output, cards, samePlaces, result, button) {
    button.disabled = true;
    say("The PDF is being made.");
    const chosen = cards.includes("together") ? {} : { cards };
    const options = {
      ...chosen,
      changed_since: "older.pdf",
      ...(samePlaces ? { same_places: true } : {}),
    };
    const { data, files } = await ask("build", { output, options }, { "older.pdf": bytes });
    button.disabled = false;
    if (data.stopped) {
      say("The PDF could not be made.");
      return fill(
        result,
        make("p", { className: "wrong" }, data.stopped),
        problemList(data.problems),
      );
    }
    const save = (name) =>
      make(
        "button",
        { type: "button", className: "quiet", onclick: () => download(name, files[name]) },
        `Download ${name}`,
      );
    fill(
      result,
      make(
        "ol",
        { className: "hows" },
        ...data.files.map((one) =>
          howToPrint(one, counted(one.cards.length, "card"), save(nameOf(one))),
        ),
      ),
      problemList(data.problems),
    );
    const [first] = Object.keys(files);
    download(first, files[first]);
    say(`${first} is among your downloads.`);
  }
}

/** What changed of a card. */
function inWords({ change: what, faces, numbers }) {
  if (what === "added") return "new in the deck";
  if (what === "gone") return "no longer in the deck; take it out";
  const said = numbers ? [`number ${numbers[0]} is now ${numbers[1]}`] : [];
  return [
    ...said,
    faces.length ? `${listed(faces)} changed` : "the printed card is still right",
  ].join("; ");
}

/** Cards by their numbers, as in cards 3 and 7; those without a number by name. */
function cardsCalled(changes) {
  const known = (id) => state.deck.cards.find((card) => card.id === id);
  const numbers = changes.map(({ card }) => known(card)?.number).filter(Boolean);
  const others = changes
    .filter(({ card }) => !known(card)?.number)
    .map(({ card }) => nameOfCard(card));
  const words = numbers.length
    ? [`${numbers.length === 1 ? "card" : "cards"} ${listed(numbers)}`]
    : [];
  return listed([...words, ...others]);
}

const nameOfCard = (id) => {
  const known = state.deck.cards.find((card) => card.id === id);
  if (!known) return id === "together" ? "its pages" : id;
  return known.number ? `${known.number} ${known.name}` : known.name;
};

function listed(words) {
  return words.length < 2
    ? `${words[0] ?? ""}`
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
