/** Plan a workshop: who comes, at which tables, with which cards, and what is printed for them. */
import { addressed } from "./address.js";
import { ask, askAlone } from "./ask.js";
import {
  afterPause,
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
import { cardsForm } from "./cards_form.js";
import {
  beginToKeep,
  dateIn,
  dateInWords,
  forget,
  forgetAll,
  goOnKeeping,
  isKept,
  keepOn,
  kept,
  ofDeck,
  putAside,
} from "./keep.js";
import { mistakeAmong } from "./numbers.js";
import { withoutFiles } from "./overlay.js";
import { keptForOthers } from "./others.js";
import { peopleForm } from "./people.js";
import { stepsOfWorkshop } from "./places.js";
import { planBeside } from "./plan.js";
import { printsForm } from "./prints.js";
import { change, state, whenChanged } from "./state.js";
import { tablesForm } from "./tables.js";
import { discardAll, mayReplace, noteSaved } from "./unsaved.js";
import { alsoSaid, noTitle, shown, takeWorkshop, titled } from "./wishes.js";

const daysKept = 30;

export function showWorkshop() {
  const steps = make("div", { className: "numbered" });
  const plan = make("aside", { className: "beside", "aria-labelledby": "plan-title" });
  const opening = make("div");
  openingForm(opening);
  const results = make("div");
  const made = step("made", "Files to print", (root) => root.append(results));
  made.classList.add("made");
  const all = make(
    "div",
    { hidden: true },
    opening,
    make("div", { className: "two" }, steps, plan),
    made,
  );
  at("workshop").append(all);
  whenChanged(["deck"], () => {
    all.hidden = false;
  });
  fill(
    steps,
    planningStep("what", aboutForm),
    planningStep("people", (root) => peopleForm(root, "people")),
    planningStep("tables", tablesForm),
    planningStep("cards", cardsForm),
    planningStep("prints", printsForm),
  );
  planBeside(plan, results, { id: "plan", older: () => ({}), after: savingForm });
  at("clear-all").addEventListener("click", clearEverything);
  whenChanged(["title"], takeKept);
  whenChanged(["kept"], showKept);
  takeKept();
  whenChanged(
    ["workshop"],
    afterPause(() => keepOn("workshop", state.workshop), 500),
  );
}

/** Opens the workshop that this browser keeps for the deck, or puts it aside for another. */
function takeKept() {
  const before = kept(ofDeck("workshop"));
  if (before && !Object.keys(state.workshop).length) {
    takeWorkshop(before.value);
    goOnKeeping("workshop");
    const until = dateInWords(before.until);
    say(`The workshop that you kept in this browser is open. It is kept until ${until}.`);
  } else if (before && JSON.stringify(before.value) !== JSON.stringify(state.workshop)) {
    putAside("workshop");
    say(
      "The workshop that you kept for this deck is put aside, as you are planning another. " +
        "Plan a workshop has it as a file.",
    );
  } else if (before) {
    goOnKeeping("workshop");
  }
  showKept();
}

/** Says whether this browser keeps the workshop on the page, and which others it keeps. */
function showKept() {
  const before = isKept("workshop") ? kept(ofDeck("workshop")) : null;
  at("keep-workshop").checked = Boolean(before);
  at("keep-workshop-until").textContent = dateInWords(before?.until ?? dateIn(daysKept));
  const others = keptForOthers("workshop", (workshop) => askAlone("save_workshop", { workshop }));
  fill(at("workshops-kept"), others);
}

/** Forgets all that was typed, chosen, measured and kept: what is typed goes with the page. */
function clearEverything() {
  forgetAll();
  discardAll();
  history.replaceState(null, "", `#${addressed().task}`);
  // Browsers fill fields again on a reload, unless they are told not to.
  for (const own of document.querySelectorAll("input, select, textarea")) own.autocomplete = "off";
  location.reload();
}

function planningStep(id, form) {
  const [title, ...keys] = stepsOfWorkshop[id];
  return step(id, title, form, ...keys);
}

/** One step of a view: its heading, what is wrong with these keys of the workshop, and its form. */
export function step(id, title, form, ...keys) {
  const body = make("div");
  const faults = make("div");
  form(body);
  whenChanged(["faults"], () => {
    const isOwn = ({ where }) => keys.some((key) => where.startsWith(`workshop ${key}`));
    fill(faults, problemList(state.faults.filter(isOwn)));
  });
  return make(
    "section",
    { className: "step", "aria-labelledby": `step-${id}` },
    make("h3", { id: `step-${id}` }, title),
    faults,
    body,
  );
}

function openingForm(root) {
  const file = make("input", { id: "workshop-file", type: "file", accept: ".yaml,.yml,.zip" });
  const note = make("div");
  fill(
    root,
    field(
      "Open a workshop that you saved, or go on below",
      file,
      "The .yaml file that this page saves, or the ZIP with everything.",
    ),
    note,
    alsoInFile(),
  );
  whenChosen(file, async ([chosen]) => {
    const opened = await openWorkshop(chosen);
    fill(note, opened.note);
    if (!opened.note) file.value = ""; // it is not open
  });
}

/** What the workshop's file says beside what is shown. */
export function alsoInFile() {
  const list = make("ul", { className: "also" });
  shown(alsoSaid, (workshop) => {
    fill(list, ...alsoSaid(workshop).map((words) => make("li", {}, words)));
  });
  return list;
}

/**
 * Opens a saved workshop, in the place of the one on the page unless others are to be read only;
 * resolves to what is to be said of it, and to the bytes and the name of the ZIP that it came in,
 * if it did.
 */
export async function openWorkshop(chosen, isTaken = true) {
  const name = `workshop.${chosen.name.split(".").pop().toLowerCase()}`;
  const bytes = await bytesOf(chosen);
  if (!bytes) return { note: null, zip: null };
  const takeBack = say(`Reading ${chosen.name}…`);
  change({ opening: chosen.name });
  const { data, files } = await askAlone("open_workshop", { file: name }, { [name]: bytes });
  takeBack();
  change({ opening: "" });
  if (data.stopped) {
    say("This file could not be opened.");
    return {
      note: make(
        "div",
        {},
        make("p", { className: "wrong" }, data.stopped),
        problemList(data.problems),
      ),
      zip: null,
    };
  }
  const isNothing = !isTaken && !data.zip;
  const nothing =
    `${chosen.name} is not the ZIP with all files of a workshop: ` + "nothing is taken from it.";
  if (isNothing) say(nothing);
  const why = isNothing ? make("p", { className: "wrong" }, nothing) : null;
  if (!isTaken) return { note: why, zip: data.zip, bytes };
  const own = keepsOwnWords(data);
  if (!mayReplace(...(own === null ? ["words", "workshop"] : ["workshop"]))) {
    return { note: null, zip: null };
  }
  const { lang = "", ...others } = data.workshop;
  const tags = `${lang}`.split(",").map((tag) => tag.trim());
  const isOffered = tags.every((tag) => state.deck.about.languages.includes(tag));
  const opened = asOpened(data, files);
  if (own)
    Object.assign(opened, { overlay: state.overlay, files: { ...opened.files, ...state.files } });
  change({ ...opened, languages: isOffered ? tags : [] });
  if (!("named" in opened)) keepOn("words", withoutFiles(opened.overlay));
  takeWorkshop(isOffered ? others : data.workshop);
  if (!own) noteSaved("words");
  const words = `${inShort(data)} is open.`;
  say(words);
  return { note: make("p", { className: "understood" }, words), zip: data.zip, bytes };
}

/**
 * Asks whose words are to stay, where those that were changed on the page are others than a
 * workshop's; returns whether those of the page are, or null where there is no choice.
 */
function keepsOwnWords({ deck, overlay }) {
  const hasOthers = JSON.stringify(state.overlay) !== JSON.stringify(overlay);
  if (deck || state.named || !Object.keys(state.overlay).length || !hasOthers) return null;
  return confirm(
    "You changed words on this page. Keep them? Cancel takes the words with which the workshop " +
      "was saved, in place of yours.",
  );
}

/** A workshop in a few words: “Thursday” of 3 December 2026, with 18 people and their printer. */
function inShort({ workshop, printers }) {
  const { title = noTitle, date, participants } = workshop;
  const count = Array.isArray(participants) ? participants.length : Number(participants);
  const measured = Object.values(printers).map(({ about }) => about ?? "a measured printer");
  const held = [count ? counted(count, "person", "people") : "", ...measured].filter(Boolean);
  const of = /^\d{4}-\d\d-\d\d$/.test(date) ? ` of ${dateInWords(date)}` : "";
  return `“${title}”${of}${held.length ? `, with ${held.join(" and ")},` : ""}`;
}

/**
 * What a saved workshop brings with it: its deck, if that is not the page's own, the words that
 * were changed, printers that were measured, and files that these or the workshop name.
 */
function asOpened({ deck, overlay, printers }, files) {
  const isOfDeck = ([name]) => deck && name.startsWith(`${deck}/`);
  const entries = Object.entries(files);
  const others = Object.fromEntries(entries.filter((entry) => !isOfDeck(entry)));
  const named = deck && { folder: deck, files: Object.fromEntries(entries.filter(isOfDeck)) };
  return {
    overlay,
    files: others,
    ...(named !== state.named && { named }),
    ...(Object.keys(printers).length && { printers: { ...state.printers, ...printers } }),
  };
}

function aboutForm(root) {
  const controls = {
    title: make("input", { id: "workshop-title-field", autocomplete: "off" }),
    date: make("input", { id: "workshop-date", type: "date" }),
    facilitator: make("input", { id: "workshop-facilitator", autocomplete: "off" }),
  };
  const part = ({ title, date, facilitator }) => [title, date, facilitator];
  const set = shown(part, (workshop) => {
    for (const [key, control] of Object.entries(controls)) control.value = workshop[key] ?? "";
  });
  for (const [key, control] of Object.entries(controls))
    control.addEventListener("input", () => set({ [key]: control.value }));
  fill(
    root,
    field(
      "Title",
      controls.title,
      `It stands on the index, on labels and name cards, and in the name of the ZIP. ` +
        `Without one it is “${noTitle}”.`,
    ),
    make(
      "div",
      { className: "row" },
      field("Date", controls.date),
      field("Facilitator", controls.facilitator),
    ),
  );
}

/** How the workshop is saved: as a file and, if somebody says so, in this browser. */
function savingForm(root) {
  const save = make(
    "button",
    { type: "button", className: "quiet", onclick: saveFile },
    "Save this workshop",
  );
  const tick = make("input", { type: "checkbox", id: "keep-workshop" });
  const label = make(
    "label",
    { className: "choice" },
    tick,
    make(
      "span",
      {},
      "Keep what I typed in this browser until ",
      make("span", { id: "keep-workshop-until" }),
    ),
  );
  tick.addEventListener("change", () => {
    if (!tick.checked) return forget(ofDeck("workshop"));
    const why = beginToKeep("workshop", state.workshop, dateIn(daysKept));
    if (why) say(`${why} Save the workshop as a file instead.`);
    showKept();
  });
  fill(
    root,
    make("div", { className: "actions" }, save),
    label,
    make("p", { className: "hint" }, "Not on a computer that others use: it would keep names."),
    make("div", { id: "workshops-kept" }),
  );
}

async function saveFile() {
  const wrong = mistakeAmong(at("workshop"));
  if (wrong) return say(`Not saved yet. ${wrong}`);
  const { workshop, overlay } = state; // what is typed from now on is not in the file
  const { data, files } = await ask("save_workshop", { workshop: titled() });
  if (data.stopped) return say(`It could not be saved: ${data.stopped}`);
  for (const [name, bytes] of Object.entries(files)) download(name, bytes);
  noteSaved("workshop", workshop);
  noteSaved("words", overlay);
  say("The workshop is saved among your downloads.");
}
