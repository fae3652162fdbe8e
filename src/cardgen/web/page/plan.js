/** The plan of a workshop, which follows every tick, and the files that are made of it. */
import { ask } from "./ask.js";
import { afterPause, counted, download, fill, make, problemList, say } from "./dom.js";
import { asMapping, titleOfFile, titleOfPrint } from "./printables.js";
import { howToPrint, inShort, nameOf, toBuy } from "./sheets.js";
import { change, state, whenChanged } from "./state.js";
import { tableCalled } from "./people.js";
import { countOfBlanks } from "./print_options.js";
import { mistakeAmong } from "./numbers.js";
import { noteSaved } from "./unsaved.js";
import { titled } from "./wishes.js";

const noFont = "E303"; // a name with letters that no font has

/**
 * Shows the plan in an element and the files, once they are made, in another. older returns the
 * folders of earlier files, by name, beside which only what is new is made; after fills what comes
 * last, if it is given.
 */
export function planBeside(root, results, { id, older, after }) {
  const lines = make("div", { className: "plan", "aria-live": "polite" });
  const build = make(
    "button",
    { type: "button", onclick: () => makeFiles(build) },
    "Make all files",
  );
  const last = make("div");
  const partial = make("input", {
    type: "checkbox",
    id: `${id}-partial`,
    onchange: () => follow(),
  });
  const choice = make(
    "div",
    { className: "choice", hidden: true },
    partial,
    make(
      "label",
      { htmlFor: partial.id },
      "Leave out names that cannot be printed; the index lists them",
    ),
  );
  const title = make("h3", { id: `${id}-title` }, "Your plan");
  fill(root, title, lines, choice, make("div", { className: "actions" }, build), last);
  fill(
    results,
    make(
      "p",
      { className: "hint" },
      "Once the files are made, they stand here, with how to print each of them.",
    ),
  );
  after?.(last);
  let asked = 0;
  let making = false;
  let shownFor = ""; // what was asked for the plan that is shown
  let madeFor = ""; // and for the files

  const follow = afterPause(plan, 250);
  const view = root.closest(".view");
  view.addEventListener("input", ({ target }) => target.type === "number" && follow());
  whenChanged(["workshop", "older", "overlay", "printers", "deck"], () => {
    if (state.deck && !view.hidden) follow();
  });
  whenChanged(["deck", "files", "languages", "named"], () => {
    shownFor = "";
  });
  whenChanged(["opening"], ({ opening }) => {
    if (opening) fill(lines, make("p", {}, `Reading ${opening}…`));
    else shownFor = "";
    if (!opening && state.deck) follow();
  });
  addEventListener("hashchange", () => state.deck && follow());

  /** What is asked, and the files that go with it. */
  function request() {
    const since = older();
    return [{ workshop: titled(), since: Object.keys(since), partial: partial.checked }, since];
  }

  const keyOf = (given) => {
    const { overlay, printers, languages, named } = state;
    return JSON.stringify([given, overlay, printers, languages, named?.folder]);
  };

  async function plan() {
    if (view.hidden || state.opening) return;
    const wrong = mistakeAmong(view);
    if (wrong) return stop(make("p", { className: "wrong" }, wrong));
    const [given, files] = request();
    if (keyOf(given) === shownFor) return;
    shownFor = keyOf(given);
    if (madeFor && madeFor !== shownFor)
      fill(
        results,
        make("p", {}, "The plan has changed since the files were made. Make them again."),
      );
    madeFor = madeFor === shownFor ? madeFor : "";
    // While the plan is worked out, the button stays as it is: a key that is pressed on it counts.
    if (!state.workshop.outputs?.length)
      return stop(make("p", {}, "Tick what to print, and the plan stands here."));
    if (!lines.querySelector(".files")) fill(lines, make("p", {}, "Working out the plan…"));
    asked += 1;
    const own = asked;
    const { data } = await ask("plan_workshop", given, files);
    if (own !== asked) return;
    change({ faults: data.stopped ? data.problems : [] });
    root.classList.toggle("stopped", Boolean(data.stopped));
    if (!making)
      build.disabled = data.stopped || !data.files.some(({ output }) => output !== "index");
    choice.hidden = !partial.checked && !data.problems.some(({ code }) => code === noFont);
    if (data.stopped)
      return fill(
        lines,
        make("p", { className: "wrong" }, "The plan has a mistake in it."),
        problemList(data.problems) ?? make("p", {}, data.stopped),
      );
    change({ seats: data.seats });
    fill(lines, ...summary(data), problemList(data.problems));
  }

  /** Shows why there is no plan, and what was asked for before is not shown any more. */
  function stop(why) {
    asked += 1;
    shownFor = "";
    build.disabled = true;
    fill(lines, why);
  }

  async function makeFiles() {
    const wrong = mistakeAmong(view);
    if (wrong) return say(wrong);
    making = build.disabled = true;
    build.textContent = "Making the files…";
    say("The files are being made.");
    const [given, files] = request();
    const wanted = keyOf(given);
    const { workshop, overlay } = state;
    const answer = await ask("build_workshop", given, files);
    build.textContent = "Make all files";
    making = build.disabled = false;
    if (keyOf(request()[0]) !== wanted)
      return again("The plan has changed while the files were made. Make them once more.");
    if (answer.data.stopped) {
      fill(
        results,
        problemList(answer.data.problems) ?? make("p", { className: "wrong" }, answer.data.stopped),
      );
      return again("The files could not be made.");
    }
    madeFor = wanted;
    showFiles(answer, () => {
      noteSaved("workshop", workshop);
      noteSaved("words", overlay);
    });
  }

  function again(words) {
    build.focus(); // which a button loses while it cannot be pressed
    say(words);
  }

  /** Shows the files that were made; noteZip is called when their ZIP is saved. */
  function showFiles({ data, files }, noteZip) {
    const zip = Object.keys(files).find((name) => name.endsWith(".zip"));
    const heading = make("h4", { tabIndex: -1 }, "How to print these");
    const index = data.files.filter((file) => file.output === "index");
    const printed = data.files.filter((file) => file.output !== "index");
    const save = (name) => {
      download(name, files[name]);
      if (name === zip) noteZip();
      say(`${name} is among your downloads.`);
    };
    const saving = (file) => fileButton(nameOf(file), () => save(nameOf(file)));
    fill(
      results,
      make(
        "div",
        { className: "actions" },
        make(
          "button",
          { type: "button", onclick: () => save(zip) },
          "Download everything as one ZIP",
        ),
      ),
      make(
        "p",
        {},
        "The ZIP has all files, an index for whoever prints and packs them, and the workshop " +
          "itself: if somebody joins or words change, open it under “Come back”.",
      ),
      heading,
      make("p", {}, `Have ready: ${toBuy(printed).join("; ")}.`),
      make(
        "ol",
        { className: "hows" },
        ...printed.map((file) => howToPrint(file, sets(file), saving(file))),
      ),
      ...superseded(data),
      make("h4", {}, "Who gets what"),
      packs(data),
      make("div", { className: "actions" }, ...index.map(saving)),
      problemList(data.problems),
    );
    heading.focus();
    say(`${counted(printed.length, "file")} made. How to print each of them is said below.`);
  }
}

const fileButton = (name, onclick) =>
  make("button", { type: "button", className: "quiet", onclick }, `Download ${name}`);

function summary(data) {
  const printed = data.files.filter((file) => file.output !== "index");
  const people = data.participants ? counted(data.participants, "person", "people") : "";
  const tables = data.tables[0]?.name ? counted(data.tables.length, "table") : "";
  if (!printed.length) return [make("p", {}, "Nothing is new, so there is nothing to print.")];
  return [
    make("p", { className: "who" }, [people, tables].filter(Boolean).join(" at ")),
    make(
      "p",
      { className: "hint" },
      `The index, labels and name cards are headed “${data.workshop}”.`,
    ),
    make(
      "ul",
      { className: "files" },
      ...printed.map((file) =>
        make("li", {}, make("strong", {}, titleOfFile(file)), ` ${inShort(file)}${beside(file)}`),
      ),
    ),
    make(
      "p",
      { className: "buy" },
      make("strong", {}, "Have ready: "),
      toBuy(printed).join("; "),
      ".",
    ),
    data.unchanged.length
      ? make("p", { className: "hint" }, `Nothing new in ${data.unchanged.join(", ")}.`)
      : null,
    ...superseded(data),
    make("details", {}, make("summary", {}, "Who gets what"), packs(data)),
  ];
}

/** What a file has beside the sets of those who are known to come, as a sentence. */
function beside({ place, sides }) {
  const { add, spares } = asMapping(state.workshop.outputs?.[place] ?? "");
  const blank = countOfBlanks(add);
  const parts = [
    blank ? `${counted(blank, "blank card")} in each set` : "",
    spares ? counted(spares, "spare") : "",
  ].filter(Boolean);
  return parts.length && sides !== "backs" ? ` With ${parts.join(" and ")}.` : "";
}

/** What a file holds, for whom. */
function sets(file) {
  const per = {
    table: "one set for each table",
    participant: "one for each person",
    pair: "one for each pair",
  };
  const what = typeof file.copies === "number" ? counted(file.copies, "set") : per[file.copies];
  return [what, file.left_out?.length ? `without ${file.left_out.join(", ")}` : ""]
    .filter(Boolean)
    .join(", ");
}

/** Which old cards to take out of what was printed before. */
function superseded(data) {
  const kinds = { pack: "label of the pack", name: "name card", together: "page with all cards" };
  const called = ({ card, number, called: name }) =>
    kinds[card] ?? [number || "", name].filter(Boolean).join(" ");
  const listOf = (isReplaced, title) => {
    const own = data.superseded.filter(({ replaced }) => replaced === isReplaced);
    const rows = own.map((old) => make("li", {}, `${called(old)}: ${old.pieces} of ${old.file}`));
    return rows.length ? [make("p", {}, title), make("ul", { className: "packs" }, ...rows)] : [];
  };
  return [
    ...listOf(true, "Take these out of what is printed, and put the new ones in their place:"),
    ...listOf(false, "Take these out of what is printed, with nothing in their place:"),
  ];
}

function packs(data) {
  const titles = new Map(data.files.map((file) => [nameOf(file), titleOfPrint(file)]));
  const items = data.tables.map((table) => {
    const own = Object.entries(table.sets)
      .filter(([, count]) => count)
      .map(([name, count]) => `${count} × ${titles.get(name)}`);
    const people = table.participants ? counted(table.participants, "person", "people") : "";
    return make(
      "li",
      {},
      make("strong", {}, table.name ? tableCalled(table.name) : "Everybody"),
      ` ${[people, ...own].filter(Boolean).join(", ")}`,
    );
  });
  const rest = Object.entries(data.spare).map(([name, count]) => `${count} × ${titles.get(name)}`);
  const nowhere = make("strong", {}, "At no table, to have at hand");
  const atHand = make("li", {}, nowhere, ` ${rest.join(", ")}`);
  return make("ul", { className: "packs" }, ...items, rest.length ? atHand : "");
}
