/** The page: starts what answers, shows the deck, and turns from task to task. */
import { addressed, chooseAddressed, keepAddress } from "./address.js";
import { answers, ask, start, whileStarting } from "./ask.js";
import { afterPause, at, make, say } from "./dom.js";
import { kept } from "./keep.js";
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
  }
  if (shown !== "see") at("style-of-tasks").disabled = false;
  if (focus) at(`${shown}-title`).focus();
}

function showAbout({ about, themes }) {
  document.title = `${about.title} · cardgen`;
  document.documentElement.lang = about.lang;
  at("deck-title").textContent = about.title;
  at("deck-subtitle").textContent = about.subtitle;
  at("rights").textContent = about.rights;
  at("stripe").replaceChildren(...themes.map((theme) => {
    const band = make("span");
    band.style.background = theme.tones.base;
    return band;
  }));
}

/** Asks for the deck anew, for all who show it; one with errors does not replace one without. */
export async function readDeck() {
  const { data } = await ask("deck");
  if (data.stopped) say(`The deck cannot be shown: ${data.stopped}`);
  if (!data.stopped && !(state.deck && isBroken(data))) {
    showAbout(data);
    change({ deck: data });
  }
  return data;
}

/** Whether a deck has errors, so that some of its cards may be missing. */
const isBroken = (deck) => deck.problems.some(({ severity }) => severity === "error");

/** Turns to the task in the address, and takes its cards, or gives it those that are chosen. */
function follow() {
  say("");
  turnTo(addressed().task, true);
  if (state.deck && addressed().chooses) chooseAddressed();
  else keepAddress();
}

async function begin() {
  turnTo(addressed().task, false);
  addEventListener("hashchange", follow);
  at("status-close").addEventListener("click", () => {
    say("");
    at("main").focus({ preventScroll: true });
  });
  whenChanged(["chosen", "way", "copies"], keepAddress);
  showDeck();
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
  const words = kept("words"); // the changes, if somebody told this browser to keep them
  if (words) change({ overlay: words.value });
  let deck = await readDeck();
  const isLeftOut = Boolean(words && !state.deck);
  if (isLeftOut) {
    change({ overlay: {} });
    deck = await readDeck();
  }
  whenChanged(["overlay"], afterPause(readDeck, 400));
  whenChanged(["named"], readDeck);
  if (answers === "http") (await import("./live.js")).followFiles(deck, readDeck);
  if (state.deck && !at("see").hidden) await cardsShown; // before all else is loaded
  start();
  const { showTasks } = await import("./tasks.js");
  await showTasks();
  if (!state.deck) return;
  settled();
  if (isLeftOut) say("The changes that this browser keeps do not suit the deck any more; it is shown without them.");
  else if (trouble) say(trouble);
  chooseAddressed();
  if (addressed().task === "see") showFirstChosen();
}

begin();

