/** What this browser keeps of the page: nothing unless somebody says so, and not after its date. */
import { say } from "./dom.js";
import { change, state } from "./state.js";

const own = "cardgen: "; // before each name, as other pages from the same place may keep things too
const keeping = new Set(); // the names under which what is typed on this page is kept

/** The browser's own store, or null where it refuses one. */
function store() {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

/** The name for what belongs to the deck on the page: others may be shown at the same place. */
export const ofDeck = (kind) => `${kind} of ${state.title}`;

/** Whether what is typed on this page of a kind is kept for the deck. */
export const isKept = (kind) => keeping.has(ofDeck(kind));

/** Keeps a value under a name, until the end of a date such as 2026-12-31 or, without one, until it
 * is cleared. Returns whether the browser takes it. */
export function keep(name, value, until = null) {
  try {
    store().setItem(own + name, JSON.stringify({ value, until }));
    return true;
  } catch {
    return false;
  }
}

/**
 * Keeps what is typed of a kind for the deck from now on. Whatever else is kept under the name is
 * put aside first. Returns why the browser does not, or nothing.
 */
export function beginToKeep(kind, value, until) {
  const before = kept(ofDeck(kind));
  const isOther = before && JSON.stringify(before.value) !== JSON.stringify(value);
  if ((isOther && !putAside(kind)) || !keep(ofDeck(kind), value, until))
    return store() ? "This browser has no room left to keep it." : "This browser keeps nothing.";
  goOnKeeping(kind);
  return "";
}

/** What is kept of a kind for the deck is on the page now; what is typed there takes its place. */
export function goOnKeeping(kind) {
  keeping.add(ofDeck(kind));
  change({ kept: keeping.size });
}

/**
 * Keeps what has changed of a kind for the deck on the page, if it is kept at all; says if the
 * browser has no room for it.
 */
export function keepOn(kind, value) {
  const before = isKept(kind) && kept(ofDeck(kind));
  if (!before || keep(ofDeck(kind), value, before.until)) return;
  say("This browser has no room to keep more of what you type. Save it as a file.");
}

/** What is kept under a name, as { value, until }; null if there is nothing or its date is past. */
export function kept(name) {
  try {
    const found = JSON.parse(store().getItem(own + name));
    if (!found?.until || found.until >= dateIn(0)) return found;
  } catch {
    return null;
  }
  forget(name);
  return null;
}

/** Keeps nothing under this name any more. */
export function forget(name) {
  store()?.removeItem(own + name);
  keeping.delete(name);
  change({ kept: keeping.size });
}

/** What is cleared in another tab is not kept from this one again. */
addEventListener("storage", ({ key, newValue }) => {
  if (newValue !== null || (key !== null && !key.startsWith(own))) return;
  const gone = key === null ? [...keeping] : [key.slice(own.length)];
  const hadAny = gone.filter((name) => keeping.delete(name)).length > 0;
  if (hadAny)
    say(
      "What this browser kept was cleared in another tab. What you typed is still here, until " +
        "you close this tab or clear it here, too. It is kept no longer.",
    );
  change({ kept: keeping.size });
});

/** The names of what is kept of a kind, but not from this page: for other decks, or put aside. */
export function othersKept(kind) {
  const names = Object.keys(store() ?? {})
    .filter((name) => name.startsWith(`${own}${kind} of `))
    .map((name) => name.slice(own.length));
  return names.filter((name) => !keeping.has(name) && kept(name));
}

/** Keeps what is kept of a kind for the deck on the page under a name that nothing else takes;
 * returns whether the browser has room for it. */
export function putAside(kind) {
  const { value, until } = kept(ofDeck(kind));
  const stem = `${ofDeck(kind)}, put aside on ${dateInWords(dateIn(0))}`;
  let name = stem;
  for (let number = 2; kept(name); number += 1) name = `${stem} (${number})`;
  const isAside = keep(name, value, until);
  if (isAside) forget(ofDeck(kind));
  return isAside;
}

/** Clears all that the page keeps in this browser. */
export function forgetAll() {
  for (const name of Object.keys(store() ?? {})) if (name.startsWith(own)) store().removeItem(name);
  keeping.clear();
}

/** A date in words: 30 December 2026. */
export const dateInWords = (date) =>
  new Date(`${date}T12:00`).toLocaleDateString("en-GB", { dateStyle: "long" });

/** The date in so many days, as 2026-12-31. */
export function dateIn(days) {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const parts = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
