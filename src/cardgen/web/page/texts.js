/** The texts of a card: what its fields are called, and where words are found in them. */
import { make } from "./dom.js";

/** The name of a field as one says it: back-heading is "Back heading". */
export function titled(field) {
  const words = field.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** All texts of a card as [field, text], in the order of its fields. */
export function textsOf(card) {
  return Object.entries(card.fields).flatMap(([name, words]) =>
    [words]
      .flat()
      .flatMap((one) =>
        (typeof one === "string" ? [one] : [one.name, one.text]).map((text) => [name, text]),
      ),
  );
}

/** The letters of a text as one types them: small, without accents, with straight quotes. */
const letters = (text) =>
  Array.from(
    text,
    (sign) =>
      ({ "’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-" })[sign] ??
      sign.normalize("NFD").charAt(0).toLowerCase(),
  );

/** The words that are sought, as they are compared. */
export const soughtWords = (typed) => letters(typed.trim()).join("").split(/\s+/).filter(Boolean);

/** Where any of the words stand in a text, as [start, end] of its letters. */
function places(text, sought) {
  const own = letters(text);
  const plain = own.join("");
  const found = [];
  for (const word of sought) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
      found.push([at, at + word.length]);
    }
  }
  return found.sort((one, other) => one[0] - other[0]);
}

/** Whether a text has one of the words. */
export const has = (text, word) => letters(text).join("").includes(word);

/** A text with the words marked, as children for an element. */
export function marked(text, sought) {
  const signs = Array.from(text);
  const parts = [];
  let at = 0;
  for (const [start, end] of places(text, sought)) {
    if (start < at) continue;
    parts.push(signs.slice(at, start).join(""), make("mark", {}, signs.slice(start, end).join("")));
    at = end;
  }
  return [...parts, signs.slice(at).join("")];
}

/** The part of a text around the first of the words, with at most so many letters beside it. */
export function excerpt(text, sought, beside = 36) {
  const signs = Array.from(text);
  const [first] = places(text, sought);
  if (!first) return text;
  let start = Math.max(0, first[0] - beside);
  let end = Math.min(signs.length, first[1] + beside);
  while (start > 0 && start < first[0] && signs[start - 1] !== " ") start += 1;
  while (end < signs.length && end > first[1] && signs[end] !== " ") end -= 1;
  return `${start ? "… " : ""}${signs.slice(start, end).join("")}${end < signs.length ? " …" : ""}`;
}

/** A name in small letters, digits and hyphens: "Lead / enable" is lead-enable. */
export const hyphenated = (name, otherwise) =>
  name
    .normalize("NFD")
    .toLowerCase()
    .match(/[a-z0-9]+/g)
    ?.join("-") ?? otherwise;
