/** Which cards are meant: all of them, or those that are ticked, here or in See the deck. */
import { counted, fill, make } from "./dom.js";
import { byTheme, card, change, chooseCard, langOf, state, whenChanged } from "./state.js";

/**
 * A group of controls to choose cards with; calls back when the choice has changed. Its ids() are
 * those of the chosen cards, and null stands for all of them.
 */
export function cardPicker(name, changed) {
  const all = radio(`${name}-all`, name);
  const some = radio(`${name}-some`, name);
  const chips = make("ul", { className: "chips" });
  const ticks = make("div", { className: "ticks" });
  const more = make("details", {}, make("summary", {}, "Choose cards by name"), ticks);
  const element = make(
    "fieldset",
    {},
    make("legend", {}, "Which cards"),
    choice(all),
    choice(some),
    chips,
    more,
  );
  all.checked = true;

  const ids = () => (all.checked ? null : state.chosen);
  const show = () => showChoice({ all, some, chips, ticks });
  const toggle = () => {
    if (some.checked && !state.chosen.length) more.open = true;
    show();
    changed();
  };
  all.addEventListener("change", toggle);
  some.addEventListener("change", toggle);
  whenChanged(["deck"], () => {
    fill(ticks, ...byTheme().map((group) => themeTicks(name, group)));
    show();
  });
  whenChanged(["chosen"], () => {
    some.checked = state.chosen.length > 0 || more.open;
    all.checked = !some.checked;
    show();
    changed();
  });
  show();
  return { element, ids };
}

function showChoice({ all, some, chips, ticks }) {
  label(all).textContent = state.deck
    ? `All ${counted(state.deck.cards.length, "card")}`
    : "All cards";
  const isNone = some.checked && !state.chosen.length;
  const count = isNone ? "none yet" : counted(state.chosen.length, "card");
  label(some).textContent = `Only those that I tick: ${count}`;
  fill(chips, ...(some.checked ? state.chosen.map(chip) : []));
  for (const box of ticks.querySelectorAll("input")) box.checked = state.chosen.includes(box.value);
}

function radio(id, group) {
  return make("input", { type: "radio", id, name: `${group}-which` });
}

const choice = (input) =>
  make("div", { className: "choice" }, input, make("label", { htmlFor: input.id }));

const label = (input) => input.parentElement.querySelector("label");

function chip(id) {
  const called = card(id).name;
  const button = make(
    "button",
    { type: "button", className: "chip", onclick: () => leaveOut(id) },
    make("span", { lang: langOf(card(id)) }, called),
    " ",
  );
  button.append(make("span", { "aria-hidden": "true" }, "×"));
  button.setAttribute("aria-label", `Leave out ${called}`);
  return make("li", {}, button);
}

function leaveOut(id) {
  const place = state.chosen.indexOf(id);
  const list = document.activeElement.closest(".chips");
  change({ chosen: state.chosen.filter((one) => one !== id) });
  const left = [...(list?.querySelectorAll("button") ?? [])];
  (left[Math.min(place, left.length - 1)] ?? list?.parentElement.querySelector("summary"))?.focus();
}

function themeTicks(name, { theme, cards }) {
  const boxes = cards.map((one) => {
    const input = make("input", {
      type: "checkbox",
      id: `${name}-tick-${one.id}`,
      value: one.id,
      onchange: () => chooseCard(one.id, input.checked),
    });
    return make(
      "div",
      { className: "choice" },
      input,
      make("label", { htmlFor: input.id, lang: langOf(one) }, one.name),
    );
  });
  const group = make(
    "fieldset",
    { className: "ticks-theme" },
    make("legend", theme ? { lang: langOf() } : {}, theme ? theme.name : "With every deck"),
    ...boxes,
  );
  if (theme) group.style.setProperty("--theme", theme.tones.base);
  return group;
}
