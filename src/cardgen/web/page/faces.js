/** The faces of cards, drawn by cardgen: asked for as they come into view, a few at a time. */
import { ask } from "./ask.js";
import { card, whenChanged } from "./state.js";

const AT_FIRST = 1; // cards in the first question, so that one shows early
const AT_ONCE = 4; // cards in each that follows
const drawn = new Map(); // what was promised of each card, by its id
let wanted = new Map(); // whom to tell of the cards that are still to be asked for
// The drawing last painted of each face, as { svg, url }, by card and side.
const painted = new Map();
let asking = false;
let isFirst = true;
let edition = 0; // counts the decks, whose words change while they are drawn

whenChanged(["deck"], () => {
  for (const [id, resolve] of wanted) {
    if (card(id)) continue;
    wanted.delete(id); // of a deck that is no longer shown
    resolve({ faces: [] });
  }
  edition += 1;
  drawn.clear();
  for (const [face, { url }] of painted) {
    if (card(face.split(" ")[0])) continue;
    painted.delete(face);
    URL.revokeObjectURL(url);
  }
});

/** Resolves to { faces, stopped }: the faces of a card, front first, or why there are none. */
export function facesOf(id) {
  if (!drawn.has(id)) {
    drawn.set(id, new Promise((resolve) => wanted.set(id, resolve)));
    if (!asking) askForAll();
  }
  return drawn.get(id);
}

async function askForAll() {
  asking = true;
  await null; // until all that are wanted at once are known
  while (wanted.size) {
    const now = edition;
    const few = [...wanted].slice(0, isFirst ? AT_FIRST : AT_ONCE);
    isFirst = false;
    for (const [id] of few) wanted.delete(id);
    const { data } = await ask("faces", { cards: few.map(([id]) => id) });
    for (const [id, resolve] of few) {
      const faces = (data.faces ?? []).filter((face) => face.card === id);
      if (now === edition && data.stopped) drawn.delete(id); // so that it is asked for again
      resolve(now === edition ? { faces, stopped: data.stopped } : anew(id));
    }
  }
  asking = false;
}

/** What is promised of a card that was drawn for an older deck. */
const anew = (id) => (card(id) ? facesOf(id) : { faces: [] });

/** Takes over the faces of cards that were drawn for another reason. */
export function keepFaces(ids, faces) {
  for (const id of ids) {
    const own = faces.filter((face) => face.card === id);
    drawn.set(id, Promise.resolve({ faces: own }));
  }
}

/** Puts a face into a picture, whose words are told beside it. */
export function paint(picture, face) {
  const url = addressOf(face);
  if (picture.src !== url) picture.src = url;
  picture.closest(".leaf").style.setProperty("--ratio", face.width / face.height);
}

/** The address of a face's drawing; that of the one before it is freed. */
function addressOf({ card: id, side, svg }) {
  const name = `${id} ${side}`;
  const before = painted.get(name);
  if (before?.svg === svg) return before.url;
  if (before) URL.revokeObjectURL(before.url);
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  painted.set(name, { svg, url });
  return url;
}
