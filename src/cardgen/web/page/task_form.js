/** The form of a task, and beside it the plan of what is chosen there, which follows it. */
import { addressed } from "./address.js";
import { afterPause, at, capital, fill, make, problemList } from "./dom.js";
import { mistakeAmong } from "./numbers.js";
import { state } from "./state.js";

/**
 * Follows a task's form: mistake() says what is wrong with it, or null; plan() resolves to the
 * plan; show(plan, isLatest) shows it, and can ask later whether there is a newer one. Nothing is
 * asked while another task is looked at. Returns the function to call when the form has changed.
 */
export function followForm(task, { mistake, plan, show }) {
  let asked = 0; // the number of the last plan that was asked for
  let stale = true; // whether what is shown is no longer the plan of what is chosen
  const isShown = () => addressed().task === task && state.deck !== null;

  async function follow() {
    if (!isShown()) return;
    asked += 1;
    const own = asked;
    stale = false;
    const wrong = mistake();
    const found = wrong ? { stopped: wrong, problems: [] } : await plan();
    if (own === asked) await show(found, () => own === asked);
  }

  const later = afterPause(follow, 150);
  at(`${task}-form`).addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", () => stale && follow());
  return () => {
    stale = true;
    if (isShown()) later();
  };
}

/** Returns what tells whether something else is wanted than now, so that files made are old. */
export function changesOf(wanted) {
  const now = () => JSON.stringify([wanted(), state.overlay, state.languages, state.title]);
  const before = now();
  return () => now() !== before;
}

/** Shows a plan in words, with its problems and what goes with them, or why there is none. */
export function showPlan(task, { summary = [], problems, stopped }, aside = null) {
  at(`${task}-make`).disabled = Boolean(stopped);
  fill(at(`${task}-summary`), ...summary.map((words) => make("li", {}, capital(words))));
  const isSaid = stopped && !problems.length && !aside;
  const said = isSaid ? make("p", { className: "wrong" }, stopped) : null;
  fill(at(`${task}-problems`), said, problemList(problems), aside);
}

/** What is wrong with the choice of cards, or a number in a form that goes with it; or null. */
export function mistakeIn(picker, form = null) {
  const wrong = form && mistakeAmong(form);
  const isNone = picker.ids()?.length === 0;
  return isNone ? "No card is chosen: tick one or more, or take all of them." : wrong;
}

/**
 * One of several choices: its title beside the button, and what it is about below, or a drawing
 * over both.
 */
export function tile({ id, name, value, title, checked }, about, drawing = null) {
  const own = `${id}-about`;
  const input = make("input", { type: "radio", name, id, value, checked, "aria-describedby": own });
  const label = make("label", { htmlFor: id }, title);
  return make(
    "div",
    { className: drawing ? "way" : "way plain-way" },
    drawing,
    make("div", { className: "way-head" }, input, label),
    make("div", { className: "way-about", id: own }, ...about),
  );
}
