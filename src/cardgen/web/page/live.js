/** Follows the deck's files on this computer: what is saved there is drawn anew at once. */
import { ask } from "./ask.js";
import { at, counted, fill, make, problemList, say } from "./dom.js";
import { keepFaces } from "./faces.js";
import { cardsInView, show } from "./see.js";
import { change, state } from "./state.js";

let source = null;
let seen = null; // the number of the last change that was told
let changed = []; // the files to draw anew: none, some, or null for any
let drawing = false;
let checked = []; // what `cardgen check` found last
let found = []; // what was found since
let stopped = ""; // why the deck cannot be shown, in words
let isLost = false; // whether nobody answers
let takeBack = () => {}; // what was said of that
let kept = false; // whether the cards are shown as they were before

/**
 * Draws anew what changes from now on. The deck is the answer that there is; readDeck asks for it
 * anew.
 */
export function followFiles(deck, readDeck) {
  takeDeck(deck);
  document.addEventListener("visibilitychange", listen);
  listen();

  /** A page in the background does not listen: browsers allow few connections to one address. */
  function listen() {
    source?.close();
    if (document.hidden) return;
    source = new EventSource("api/events");
    source.onmessage = (event) => take(JSON.parse(event.data));
    source.onerror = () => {
      isLost = true;
      takeBack = say(
        "cardgen no longer answers. As soon as it is started again, this page goes on.",
      );
    };
    source.onopen = () => takeBack();
  }

  function take({ number, files, problems }) {
    checked = problems;
    if (number === seen && !kept) found = []; // what was found since is among them
    // Of several changes at once, only the last one's files are told.
    const isKnown = number === seen + 1 && files.length && changed;
    // What is asked while nobody answers is not drawn, and who answers again may have other files.
    const isNew = isLost || (seen !== null && number !== seen);
    seen = number;
    isLost = false;
    if (!isNew) return showMistakes();
    changed = isKnown ? [...changed, ...files] : null;
    if (!drawing) drawAll();
  }

  async function drawAll() {
    drawing = true;
    do {
      const files = changed;
      changed = [];
      await drawAnew(files);
    } while (changed === null || changed.length);
    drawing = false;
  }

  /** Those cards first whose file was saved; then all that depends on the deck. */
  async function drawAnew(files) {
    const own = (where) => files?.some((file) => where.startsWith(`${file}:`));
    const ids = cardsInView().filter((one) => own(one.place)).map((one) => one.id);
    const { data } = ids.length ? await ask("faces", { cards: ids }) : { data: { problems: [] } };
    const drawn = ids.filter((id) => data.faces?.some((face) => face.card === id));
    keepFaces(drawn, data.faces);
    drawn.forEach(show);
    const focused = document.activeElement?.id;
    const from = scrollY;
    const read = await readDeck();
    change({ saved: state.saved + 1 });
    if (focused && document.activeElement?.id !== focused) {
      at(focused)?.focus({ preventScroll: true });
    }
    scrollTo(0, from);
    checked = checked.filter(({ where }) => !own(where));
    takeDeck(read, data.problems);
  }
}

function takeDeck(deck, others = []) {
  found = [...deck.problems, ...others];
  stopped = deck.stopped ?? "";
  kept = Boolean(state.deck) && state.deck !== deck;
  showMistakes();
}

/** Shows the errors of the deck, each once; with none, nothing is shown. */
function showMistakes() {
  const errors = [...checked, ...found].filter(({ severity }) => severity === "error");
  const each = [...new Map(errors.map((one) => [`${one.where} ${one.what}`, one])).values()];
  const place = at("mistakes");
  place.hidden = !each.length && !stopped;
  const count = counted(Math.max(1, each.length), "mistake");
  at("mistakes-title").textContent = `The deck has ${count} in it`;
  const before = kept ? make("p", {}, "The cards below are as they were before.") : null;
  const words = each.length || !stopped ? null : make("p", { className: "wrong" }, `${stopped}.`);
  fill(at("mistakes-list"), before, words, problemList(each));
}
