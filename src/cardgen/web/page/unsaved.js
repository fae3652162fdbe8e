/** What would be lost if the page were closed, or something else were opened in its place. */
import { ofDeck, kept } from "./keep.js";

const held = new Map(); // by "words" and "workshop": { now(), asKept(), saved }

/**
 * Watches what is typed: now() is all of it, and asKept() what this browser keeps of it, or null if
 * that is not all.
 */
export function watch(kind, now, asKept = now) {
  held.set(kind, { now, asKept, saved: JSON.stringify(now()) });
}

/** From now on, only what differs from this is not saved. */
export function noteSaved(kind, value) {
  const one = held.get(kind);
  if (one) one.saved = JSON.stringify(value ?? one.now());
}

function isInNoFile(kind) {
  const one = held.get(kind);
  return Boolean(one) && JSON.stringify(one.now()) !== one.saved;
}

/** Whether something was changed that is neither saved as a file nor kept in this browser. */
export function isUnsaved(kind) {
  if (!isInNoFile(kind)) return false;
  const one = held.get(kind);
  const inBrowser = kept(ofDeck(kind));
  return !inBrowser || JSON.stringify(one.asKept()) !== JSON.stringify(inBrowser.value);
}

const QUESTIONS = {
  words: "The words that you changed are not saved. Go on without them?",
  workshop: "The workshop that you planned is not saved. Go on without it?",
  both:
    "The words that you changed and the workshop that you planned are not saved. " +
    "Go on without them?",
};

/** Asks before what is typed gives way to another deck, if it is lost; returns whether it may. */
export const mayLeave = (...kinds) => mayDiscard(kinds.filter(isUnsaved));

/** Asks before what is typed is replaced, here and in this browser, if it is in no file. */
export const mayReplace = (...kinds) => mayDiscard(kinds.filter(isInNoFile));

const mayDiscard = (lost) => !lost.length || confirm(QUESTIONS[lost.length > 1 ? "both" : lost[0]]);

/** Drops everything without a question. */
export const discardAll = () => held.clear();

addEventListener("beforeunload", (event) => {
  if ([...held.keys()].some(isUnsaved)) event.preventDefault();
});
