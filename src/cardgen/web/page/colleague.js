/** What a colleague who has cardgen is sent, to make a file that no browser can make. */
import { askAlone, isUnchanged } from "./ask.js";
import { download, make, problemList, say } from "./dom.js";
import { commandFor, commandShown, copyButton, saveButton } from "./handover.js";
import { filesOf } from "./overlay.js";
import { filesNamedIn, state } from "./state.js";
import { noteSaved } from "./unsaved.js";
import { zipOf } from "./zip.js";

const WORDS = "our-words"; // the file that the line names

/** Why there is no ready-made file of what is chosen; isWhole says that it is the whole deck. */
export function whyNotReady(isWhole) {
  if (state.named) return "There are no ready-made files of this deck";
  if (hasWords()) return "The ready-made files do not have the words that you changed";
  if (!isUnchanged()) return "The ready-made files are not in the language that you chose";
  if (!isWhole) return "The ready-made files have all the cards";
  return "Some ready-made files did not come with this page";
}

const hasWords = () => Object.keys(state.overlay).length > 0;

/** How to have a file made that is of some cards, of changed words, or of a new deck. */
export function toColleague(file, options) {
  const command = commandFor("order", options);
  const words = hasWords() ? wordsButton() : null;
  const deck = state.named ? deckButton() : null;
  const isPacked = deck || (words && filesOf(state.overlay).length);
  const where = isPacked ? "Your colleague unpacks the ZIP, and runs the line there. " : "";
  const beside = words && !isPacked ? "Your colleague lays it where the line is run. " : "";
  return [
    make(
      "p",
      {},
      `No browser can make ${file}, because it needs the press’s colour profile. A colleague who ` +
        "has cardgen makes the whole order, with the file in it. Send your colleague:",
    ),
    make(
      "ol",
      { className: "steps" },
      make("li", {}, "This line:", commandShown(command), copyButton("Copy the line", command)),
      words ? make("li", {}, "The words that you changed: ", words) : null,
      deck ? make("li", {}, "This deck: ", deck) : null,
    ),
    where || beside ? make("p", { className: "hint" }, `${where}${beside}`) : null,
  ];
}

/** A button that saves the changed words, under the name that the line has. */
function wordsButton() {
  const name = `${WORDS}.${filesOf(state.overlay).length ? "zip" : "yaml"}`;
  return make("button", { type: "button", className: "quiet", onclick: saveWords }, `Save ${name}`);
}

async function saveWords({ target }) {
  const { overlay } = state;
  const given = { name: WORDS, overlay };
  const { data, files } = await askAlone("save_overlay", given, filesNamedIn(overlay));
  if (data.stopped) {
    target.after(problemList(data.problems) ?? "");
    return say(`The words could not be saved: ${data.stopped}`);
  }
  for (const [name, bytes] of Object.entries(files)) download(name, bytes);
  noteSaved("words", overlay);
  say(`${Object.keys(files).join(", ")} is in your downloads.`);
}

function deckButton() {
  const { folder, files } = state.named;
  return saveButton(`${folder.split("/").pop()}.zip`, zipOf(files));
}
