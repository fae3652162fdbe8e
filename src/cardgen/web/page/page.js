/** The page: starts what answers, shows the deck, and turns from task to task. */
import { addressed, chooseAddressed, isLink, keepAddress } from "./address.js";
import { answers, ask, start, whileStarting } from "./ask.js";
import { afterPause, at, make, say } from "./dom.js";
import { catchDrops } from "./drops.js";
import { goOnKeeping, kept, ofDeck, othersKept, putAside } from "./keep.js";
import { offerLanguages } from "./language.js";
import { cardsShown, showDeck, showFirstChosen } from "./see.js";
import { change, state, whenChanged } from "./state.js";

const tasks = [...document.querySelectorAll("nav.tasks a")].map((link) => link.hash.slice(1));

function turnTo(task, focus) {
  const shown = tasks.includes(task) ? task : "see";
  for (const name of tasks) at(name).hidden = name !== shown;
  for (const link of document.querySelectorAll("nav.tasks a")) {
    const current = link.hash.slice(1).split("?")[0] === shown;
    if (current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
    if (current) bringIntoView(link);
  }
  if (shown !== "see") at("style-of-tasks").disabled = false;
  if (focus) at(`${shown}-title`).focus();
}

/** In a narrow window, the tasks are wider than it. */
function bringIntoView(link) {
  const row = link.closest("ul");
  row.scrollLeft = link.offsetLeft + link.offsetWidth / 2 - row.offsetWidth / 2;
}

function showAbout({ about, themes }) {
  document.title = `${about.title} · cardgen`;
  // The page itself speaks English; what the deck says is in the deck's own language.
  for (const id of ["deck-title", "deck-subtitle", "rights"]) at(id).lang = about.lang;
  at("deck-title").textContent = about.title;
  at("deck-subtitle").textContent = about.subtitle;
  at("rights").textContent = about.rights;
  at("stripe").replaceChildren(
    ...themes.map((theme) => {
      const band = make("span");
      band.style.background = theme.tones.base;
      return band;
    }),
  );
}

let reading = 0; // the number of the last time that the deck was asked for
let read = null; // the promise of its answer
let ownTitle = null; // of the deck that the page came with, without what is changed in it
let aside = ""; // why what this browser keeps is not shown

/** Asks for the deck anew, for all who show it; one with errors does not replace one without. An
 * older answer gives way to a newer one. */
export function readDeck() {
  reading += 1;
  read = readNow(reading);
  return read;
}

async function readNow(number) {
  const { data } = await ask("deck");
  if (number !== reading) return read;
  if (data.stopped) say(`The deck cannot be shown: ${data.stopped}`);
  if (data.stopped) return data;
  ownTitle ??= data.about.title;
  const title = state.named?.folder ?? ownTitle;
  const isOther = title !== state.title;
  if (isBroken(data) && !isOther) return data;
  showAbout(data);
  change({ deck: data, ...(isOther && { title }), ...withoutGone(data) });
  return isOther ? withKept(data) : data;
}

/** The choice of cards without those that a deck no longer has, if it had any. */
function withoutGone({ cards }) {
  const chosen = state.chosen.filter((id) => cards.some((one) => one.id === id));
  return chosen.length < state.chosen.length ? { chosen } : {};
}

/** Lays the changes that this browser keeps for a deck over it, if it can be read with them; else
 * they are put aside. Resolves to the deck as it is then. */
async function withKept(deck) {
  const before = kept(ofDeck("words"));
  if (!before) return deck;
  if (!Object.keys(state.overlay).length) {
    change({ overlay: before.value });
    const changed = await readDeck();
    if (!changed.stopped && (!isBroken(changed) || isBroken(deck))) {
      goOnKeeping("words");
      return changed;
    }
    change({ overlay: {} });
    if (!changed.problems.length) return readDeck(); // it is not the changes that are wrong
    aside =
      "The changes that this browser keeps do not suit the deck any more; " +
      "it is shown without them.";
  }
  putAside("words");
  return readDeck();
}

/** Whether a deck has errors, so that some of its cards may be missing. */
const isBroken = (deck) => deck.problems.some(({ severity }) => severity === "error");

/** Turns to the task in the address, and takes its cards, or gives it those that are chosen. */
function follow() {
  say("");
  turnTo(addressed().task, true);
  if (state.deck && isLink()) chooseAddressed();
  else keepAddress();
}

async function begin() {
  turnTo(addressed().task, false);
  addEventListener("hashchange", follow);
  at("status-close").addEventListener("click", () => {
    say("");
    at("main").focus({ preventScroll: true });
  });
  catchDrops();
  whenChanged(["chosen", "way", "copies"], keepAddress);
  showDeck();
  offerLanguages(() => read);
  const settled = say(at("status").textContent);
  let trouble = ""; // with Python, which the cards on the page do without
  whileStarting((words) => {
    trouble = words;
    const takeBack = say(words);
    return () => {
      if (trouble === words) trouble = "";
      takeBack();
    };
  });
  const deck = await readDeck();
  whenChanged(["overlay"], afterPause(readDeck, 400));
  whenChanged(["named", "languages"], readDeck);
  if (answers === "http") (await import("./live.js")).followFiles(deck, readDeck);
  if (state.deck && !at("see").hidden) await cardsShown; // before all else is loaded
  start();
  const { showTasks } = await import("./tasks.js");
  await showTasks();
  if (!state.deck) return;
  settled();
  const news = aside || trouble || ofOtherDecks();
  if (news && at("status").textContent !== news) say(news); // what is said already is taken back
  const isUntouched = !state.chosen.length;
  chooseAddressed();
  if (isUntouched && addressed().task === "see") showFirstChosen();
}

/** What this browser keeps for other decks shown at the same place, if none for this one. */
function ofOtherDecks() {
  if (kept(ofDeck("words")) || !othersKept("words").length) return "";
  return (
    "This browser keeps changes for another deck. This one is shown without them; " +
    "Change words has them as files."
  );
}

begin();
