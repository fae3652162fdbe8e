/** The language in which the cards are shown and printed, where the deck is in several. */
import { answers } from "./ask.js";
import { at, fill, make, say } from "./dom.js";
import { change, state, whenChanged } from "./state.js";

const names = new Intl.DisplayNames("en-GB", { type: "language" });
const inWords = (tags) => tags.map((tag) => names.of(tag)).join(" and ");

let own = null; // the language that the deck is written in

/** Offers the deck's languages; read resolves to what was answered when it was last read. */
export function offerLanguages(read) {
  whenChanged(["deck"], fillLanguages);
  at("language").addEventListener("change", () => choose(at("language").value, read));
}

function fillLanguages() {
  const { lang, languages } = state.deck.about;
  if (!state.languages.length) own = lang;
  const isOwn = (tag) => tag.split("-")[0] === own?.split("-")[0];
  const chosen = state.languages.join(",");
  const values = new Set(["", ...languages.filter((tag) => !isOwn(tag)), chosen]);
  const options = [...values].map((value) =>
    make("option", { value }, inWords(value ? value.split(",") : [own ?? lang])),
  );
  fill(at("language"), ...options);
  at("language").value = chosen;
  at("language").closest("label").hidden = options.length < 2 || answers === "none";
}

async function choose(value, read) {
  const before = state.languages;
  change({ languages: value ? value.split(",") : [] });
  const { problems, stopped } = await read();
  const wrong = problems.find(({ severity }) => severity === "error");
  if (!stopped && !wrong) return;
  change({ languages: before });
  at("language").value = before.join(",");
  say(`The cards cannot be shown in ${inWords(value.split(","))}: ${wrong?.what ?? stopped}`);
}
