/** The changes kept: as a file to download and open again, and in this browser if one says so. */
import { askAlone } from "./ask.js";
import { at, bytesOf, counted, download, field, fill, make, problemList, say } from "./dom.js";
import { beginToKeep, dateIn, dateInWords, forget, isKept, keepOn, kept, ofDeck } from "./keep.js";
import { changedKeys, withoutFiles } from "./overlay.js";
import { keptForOthers } from "./others.js";
import { change, filesNamedIn, state, whenChanged } from "./state.js";
import { hyphenated, titled } from "./texts.js";
import { mayReplace, noteSaved } from "./unsaved.js";

const daysKept = 90;
let draft = () => ({}); // the changes as they are typed
let keeping = null; // what says what this browser keeps: { tick, until, others }
let settled = async () => {}; // resolves when the changes have been drawn

/** The part of the form in which changes are kept. */
export function savingForm(changes, putAllBack, drawn) {
  [draft, settled] = [changes, drawn];
  const name = make("input", {
    id: "save-name",
    type: "text",
    value: "our-trust",
    autocomplete: "off",
    spellcheck: false,
  });
  name.addEventListener("input", showCommand);
  const save = make(
    "button",
    { type: "button", id: "save-words", onclick: () => saveFile(fileName()) },
    "Save the changes",
  );
  const file = make("input", { id: "open-words", type: "file", accept: ".yaml,.yml,.zip" });
  file.addEventListener("change", () => openFile(file));
  const all = make("button", { type: "button", className: "quiet", id: "put-all-back" });
  all.addEventListener("click", () => askToPutBack(all, putAllBack));
  const tick = make("input", { type: "checkbox", id: "keep-words" });
  const until = make("span");
  const others = make("div");
  const promise = make("span", {}, "Keep my changes in this browser until ", until);
  promise.append(", but not pictures");
  keeping = { tick, until, others };
  showKept();
  tick.addEventListener("change", () => {
    if (!tick.checked) return forget(ofDeck("words"));
    const why = beginToKeep("words", withoutFiles(draft()), dateIn(daysKept));
    if (why) say(`${why} Save the changes as a file.`);
    showKept();
  });
  return make(
    "section",
    { className: "part", "aria-labelledby": "saving-title" },
    make("h3", { id: "saving-title" }, "Keep your changes"),
    make(
      "p",
      {},
      "The deck is left as it is. Your changes are a file of their own, " +
        "which its next edition takes as well.",
    ),
    make("ul", { id: "changes", className: "plain" }),
    field("The file is called", name),
    make("div", { className: "actions" }, save, all),
    make("div", { id: "save-told" }),
    make("p", {}, "The command that does the same: ", make("code", { id: "save-command" })),
    field(
      "Open changes that were saved",
      file,
      "A file such as our-trust.yaml, or the ZIP with its pictures.",
    ),
    make("div", { id: "open-told" }),
    make("label", { className: "choice", htmlFor: tick.id }, tick, promise),
    others,
  );
}

/** Says whether this browser keeps the changes on the page, and which others it keeps. */
function showKept() {
  if (!keeping) return;
  const before = isKept("words") ? kept(ofDeck("words")) : null;
  keeping.tick.checked = Boolean(before);
  keeping.until.textContent = dateInWords(before?.until ?? dateIn(daysKept));
  const save = (overlay) => askAlone("save_overlay", { name: "our-words", overlay });
  fill(keeping.others, keptForOthers("words", save));
}

whenChanged(["kept"], showKept);

const fileName = () => hyphenated(at("save-name").value, "our-words");

function showCommand() {
  at("save-command").textContent = `cardgen build office --overlay ${fileName()}.yaml`;
}

/** Lists what was changed; choose(id) shows a card. */
export function showChanges(deck, choose) {
  const rows = [...deckRows(), ...rowsOf(deck, "themes"), ...rowsOf(deck, "cards", choose)];
  fill(
    at("changes"),
    ...(rows.length ? rows : [make("li", { className: "hint" }, "Nothing is changed yet.")]),
  );
  at("save-words").disabled = at("put-all-back").disabled = !rows.length;
  at("put-all-back").textContent = "Put everything back";
  showCommand();
}

const deckRows = () =>
  Object.keys(draft())
    .filter((key) => !["cards", "themes"].includes(key))
    .map((key) => make("li", {}, make("b", {}, "The deck: "), titled(key)));

function rowsOf(deck, list, choose) {
  return (draft()[list] ?? []).map((entry) => {
    const own = deck[list].find((one) => one.id === entry.id);
    const name = entry.name ?? own?.name ?? entry.heading ?? entry.id;
    const keys = changedKeys(draft(), list, entry.id, own && { ...own, ...own.fields })
      .map(titled)
      .join(", ");
    const said = own ? keys : list === "cards" ? "a new card" : "a new theme";
    const link = choose
      ? make(
          "button",
          {
            type: "button",
            className: "link",
            onclick: () => {
              choose(entry.id);
              at("words-card").focus();
            },
          },
          name,
        )
      : make("b", {}, `Theme ${name}`);
    return make("li", {}, link, `: ${said}`);
  });
}

async function saveFile(name) {
  await settled();
  const { overlay } = state;
  const { data, files } = await askAlone("save_overlay", { name, overlay }, filesNamedIn(overlay));
  if (data.stopped)
    return fill(
      at("save-told"),
      make("p", { className: "wrong" }, data.stopped),
      problemList(data.problems),
    );
  const [[called, bytes]] = Object.entries(files);
  download(called, bytes);
  const isWhole = JSON.stringify(overlay) === JSON.stringify(draft());
  noteSaved("words", overlay);
  const rest = isWhole ? "" : " What is still to mend is not in it.";
  fill(at("save-told"), make("p", {}, `${called} is in your downloads.${rest}`));
  say(`${called} is in your downloads.${rest}`);
}

async function openFile(input) {
  const [file] = input.files;
  if (!file) return;
  const bytes = await bytesOf(file);
  input.value = "";
  if (!bytes) return;
  const { data, files } = await askAlone("open_overlay", { file: "opened" }, { opened: bytes });
  if (data.stopped) {
    say("The file cannot be opened.");
    return fill(
      at("open-told"),
      make("p", { className: "wrong" }, data.stopped),
      problemList(data.problems),
    );
  }
  if (!mayReplace("words")) return;
  at("save-name").value = file.name.replace(/\.(ya?ml|zip)$/i, "");
  change({ overlay: data.overlay, files: { ...filesNamedIn(state.workshop), ...files } });
  keepOn("words", withoutFiles(data.overlay));
  noteSaved("words");
  const count = (data.overlay.cards ?? []).length;
  fill(
    at("open-told"),
    make("p", {}, `${file.name} is open: it changes ${counted(count, "card")}.`),
  );
  say(`${file.name} is open.`);
}

/** Asks once more before everything is put back. */
function askToPutBack(button, putAllBack) {
  const sure = "Yes, put everything back";
  if (button.textContent !== sure) {
    button.textContent = sure;
    return say("Press once more to put everything back.");
  }
  putAllBack();
  at("words-card").focus();
}
