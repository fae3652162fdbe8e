/** The cards of a workshop: ticked, or dealt to each person by chance. */
import { counted, field, fill, make } from "./dom.js";
import { state, whenChanged } from "./state.js";
import { idsOf, numbered, picksOf, tickCards } from "./ticks.js";
import { shown } from "./wishes.js";

/** Shows the cards in an element. */
export function cardsForm(root) {
  const ticks = make("div", { className: "ticks" });
  const note = make("p", { className: "hint", role: "status" });
  const deal = make("input", { id: "deal", type: "checkbox" });
  const each = make("input", { id: "deal-each", type: "number", min: 1, max: 99 });
  const seed = make("input", { id: "deal-seed", type: "number", min: 1, max: 999999 });
  const why = make("p", { className: "hint", id: "deal-why" });
  const own = (workshop) =>
    Array.isArray(workshop.tables) && workshop.tables.some((table) => table.cards);
  const set = shown((workshop) => [workshop.cards, workshop.random, own(workshop)], draw);
  const chosenInDeck = make("button", {
    type: "button",
    className: "quiet",
    onclick: () => takeIds(state.chosen, true),
  });
  fill(
    root,
    note,
    make(
      "div",
      { className: "actions" },
      chosenInDeck,
      make(
        "button",
        {
          type: "button",
          className: "quiet",
          onclick: () =>
            takeIds(
              numbered().map((card) => card.id),
              true,
            ),
        },
        "All cards",
      ),
    ),
    ticks,
    make(
      "fieldset",
      {},
      make("legend", {}, "By chance"),
      make(
        "label",
        { className: "choice" },
        deal,
        " Deal cards from these to each person by chance, as evenly as can be",
      ),
      why,
      make(
        "div",
        { className: "row" },
        field("How many for each person", each),
        field("Which deal", seed, "Another number deals other cards."),
      ),
    ),
  );
  whenChanged(["chosen"], showChosen);
  const dealt = () =>
    set({
      random: deal.checked
        ? { each: each.valueAsNumber || 1, seed: seed.valueAsNumber || 1 }
        : undefined,
    });
  deal.addEventListener("change", () => {
    dealt();
    showDeal(state.workshop);
  });
  for (const control of [each, seed]) control.addEventListener("input", dealt);

  function draw(workshop) {
    const ids = idsOf(workshop.cards);
    tickCards(ticks, "workshop", ids ?? [], (chosen) => takeIds(chosen, false));
    tell(ids);
    showDeal(workshop);
    showChosen();
  }

  function takeIds(ids, drawn) {
    set({ cards: picksOf(ids) });
    if (!ids.length) note.textContent = "No card is ticked, so all of them are taken.";
    else tell(ids);
    if (drawn) draw(state.workshop);
  }

  function tell(ids) {
    const all = numbered().length;
    note.textContent = ids
      ? ids.length === all
        ? `All ${all} cards are in this workshop. Untick what it can do without.`
        : `${counted(ids.length, "card")} of ${all} are in this workshop.`
      : "The file chooses its cards by words that cannot be shown as ticks. They are kept until you tick others.";
  }

  function showDeal(workshop) {
    deal.checked = Boolean(workshop.random);
    each.value = workshop.random?.each ?? 1;
    seed.value = workshop.random?.seed ?? 1;
    each.disabled = !deal.checked;
    seed.disabled = !deal.checked;
    deal.disabled = own(workshop) && !workshop.random;
    why.textContent = deal.disabled
      ? "Some tables have cards of their own, so none are dealt."
      : "";
  }

  function showChosen() {
    chosenInDeck.disabled = !state.chosen.length;
    chosenInDeck.textContent = state.chosen.length
      ? `The ${counted(state.chosen.length, "card")} ticked in “See the deck”`
      : "No cards are ticked in “See the deck”";
  }
}
