/** The cards of a workshop: ticked, or dealt to each person by chance. */
import { counted, field, fill, make } from "./dom.js";
import { MOST, numberInput } from "./numbers.js";
import { state, whenChanged } from "./state.js";
import { idsOf, numbered, picksOf, tickCards } from "./ticks.js";
import { shown } from "./wishes.js";

const mostSeeds = 999_999_999; // so many figures are exact, and can be read to a colleague

/** Shows the cards in an element. */
export function cardsForm(root) {
  fill(root, ...cardsToTick(), cardsToDeal());
}

/** The cards to tick, after what is said of them and two buttons that tick many. */
function cardsToTick() {
  const note = make("p", { className: "hint", role: "status" });
  const ticks = make("div", { className: "ticks" });
  const chosenInDeck = button("", () => takeAnew(state.chosen));
  const all = button("All cards", () => takeAnew(numbered().map((card) => card.id)));
  const set = shown(({ cards }) => [cards], draw);
  whenChanged(["chosen"], showChosen);

  function draw({ cards }) {
    const ids = idsOf(cards);
    tickCards(ticks, "workshop", ids ?? [], take);
    note.textContent = inWords(ids);
    showChosen();
  }

  function take(ids) {
    set({ cards: picksOf(ids) });
    note.textContent = ids.length ? inWords(ids) : "No card is ticked, so all of them are taken.";
  }

  function takeAnew(ids) {
    take(ids);
    draw(state.workshop);
  }

  function showChosen() {
    chosenInDeck.disabled = !state.chosen.length;
    chosenInDeck.textContent = state.chosen.length
      ? `The ${counted(state.chosen.length, "card")} ticked in “See the deck”`
      : "No cards are ticked in “See the deck”";
  }

  return [note, make("div", { className: "actions" }, chosenInDeck, all), ticks];
}

function inWords(ids) {
  if (!ids)
    return (
      "The file chooses its cards by words that cannot be shown as ticks. " +
      "They are kept until you tick others."
    );
  const all = numbered().length;
  return ids.length === all
    ? `All ${all} cards are in this workshop. Untick what it can do without.`
    : `${counted(ids.length, "card")} of ${all} are in this workshop.`;
}

/** How many cards are dealt to each person, if any are. */
function cardsToDeal() {
  const deal = make("input", { id: "deal", type: "checkbox" });
  const each = numberInput("deal-each", 1, MOST, { required: true });
  const seed = numberInput("deal-seed", 0, mostSeeds, { required: true });
  const why = make("p", { className: "hint", id: "deal-why" });
  const set = shown((workshop) => [workshop.random, haveTablesCards(workshop)], show);
  deal.addEventListener("change", () => {
    take();
    show(state.workshop);
  });
  for (const control of [each, seed]) control.addEventListener("input", take);

  function take() {
    const areRight = each.validity.valid && seed.validity.valid;
    if (deal.checked && !areRight) return;
    const dealt = { each: each.valueAsNumber, seed: seed.valueAsNumber };
    set({ random: deal.checked ? dealt : undefined });
  }

  function show(workshop) {
    deal.checked = Boolean(workshop.random);
    each.value = workshop.random?.each ?? 1;
    seed.value = workshop.random?.seed ?? 1;
    each.disabled = seed.disabled = !deal.checked;
    deal.disabled = haveTablesCards(workshop) && !workshop.random;
    why.textContent = deal.disabled
      ? "Some tables have cards of their own, so none are dealt."
      : "";
  }

  const words = " Deal cards from these to each person by chance, as evenly as can be";
  const howMany = field("How many for each person", each);
  const which = field("Which deal", seed, "Another number deals other cards.");
  return make(
    "fieldset",
    {},
    make("legend", {}, "By chance"),
    make("label", { className: "choice" }, deal, words),
    why,
    make("div", { className: "row" }, howMany, which),
  );
}

const haveTablesCards = ({ tables }) =>
  Array.isArray(tables) && tables.some((table) => table.cards);

const button = (words, onclick) =>
  make("button", { type: "button", className: "quiet", onclick }, words);
