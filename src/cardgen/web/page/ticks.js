/** Cards to tick, by theme, and what a workshop's file says of them. */
import { fill, make } from "./dom.js";
import { byTheme, state } from "./state.js";

/** The cards that can be chosen: those with a number. */
export const numbered = () => state.deck.cards.filter((card) => card.number);

/** The ids of the cards that such a list picks, or null if it says more than ticks can. */
export function idsOf(picks) {
  if (!picks?.length) return numbered().map((card) => card.id);
  const chosen = [];
  const left = new Set();
  for (const pick of picks) {
    const [kind, name] = typeof pick === "object" ? (Object.entries(pick)[0] ?? []) : ["", pick];
    const found = kind === "tag" ? null : cardsCalled(kind, `${name}`);
    if (!found) return null;
    if (kind === "not") found.forEach((id) => left.add(id));
    else chosen.push(...found);
  }
  const all = chosen.length || !left.size ? chosen : numbered().map((card) => card.id);
  return [...new Set(all)].filter((id) => !left.has(id));
}

function cardsCalled(kind, name) {
  const isCalled = (one) =>
    [one.id, one.name].some((own) => own.toLocaleLowerCase() === name.toLocaleLowerCase());
  const theme = kind === "card" ? null : state.deck.themes.find(isCalled);
  const card =
    kind === "theme"
      ? null
      : state.deck.cards.find((one) => isCalled(one) || `${one.number}` === name);
  if (theme && card) return null;
  if (theme) return state.deck.cards.filter((one) => one.theme === theme.id).map((one) => one.id);
  return card ? [card.id] : null;
}

/** The shortest list that picks these cards: nothing for all, themes where all of a theme is. */
export function picksOf(ids) {
  const chosen = new Set(ids);
  if (numbered().every((card) => chosen.has(card.id))) return [];
  return byTheme().flatMap(({ theme, cards }) => {
    const own = cards.filter((card) => chosen.has(card.id));
    const whole = theme && own.length === cards.length;
    return whole
      ? [unlessShared("theme", theme.id)]
      : own.map((card) => unlessShared("card", card.id));
  });
}

/** The id alone, unless a theme and a card share it. */
function unlessShared(kind, id) {
  const shared =
    state.deck.themes.some((theme) => theme.id === id) &&
    state.deck.cards.some((card) => card.id === id);
  return shared ? { [kind]: id } : id;
}

/** Shows the cards to tick in an element, and calls back with their ids whenever these change. */
export function tickCards(root, id, chosen, changed) {
  const ids = new Set(chosen ?? []);
  const tell = () => changed(state.deck.cards.map((card) => card.id).filter((one) => ids.has(one)));
  const groups = byTheme().map(({ theme, cards }) => ({
    theme,
    cards: cards.filter((card) => card.number),
  }));
  const filled = groups.filter(({ cards }) => cards.length);
  fill(root, ...filled.map((one) => ticksOfTheme(one, id, ids, tell)));
}

/** The ticks of a theme's cards, and one for all of them; ids are those of the cards ticked. */
function ticksOfTheme({ theme, cards }, id, ids, tell) {
  const all = make("input", { type: "checkbox", id: `${id}-theme-${theme?.id ?? "none"}` });
  const ticks = cards.map((card) =>
    make("input", {
      type: "checkbox",
      id: `${id}-card-${card.id}`,
      checked: ids.has(card.id),
      onchange: take,
    }),
  );
  all.addEventListener("change", () => {
    for (const tick of ticks) tick.checked = all.checked;
    take();
  });

  function take() {
    cards.forEach((card, place) => ids[ticks[place].checked ? "add" : "delete"](card.id));
    show();
    tell();
  }

  function show() {
    const count = ticks.filter((tick) => tick.checked).length;
    all.checked = count === ticks.length;
    all.indeterminate = count > 0 && count < ticks.length;
  }

  show();
  const name = theme ? theme.name : "Other cards";
  const rows = cards.map((card, place) =>
    make("label", { className: "choice" }, ticks[place], ` ${card.number} ${card.name}`),
  );
  const whole = make("label", { className: "choice whole" }, all, ` All of ${name}`);
  const box = make(
    "fieldset",
    { className: "theme-ticks" },
    make("legend", {}, name),
    whole,
    ...rows,
  );
  if (theme) box.style.setProperty("--theme", theme.tones?.base ?? "currentColor");
  return box;
}
