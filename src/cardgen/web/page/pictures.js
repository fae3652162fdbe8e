/** Pictures that are dropped in: on a card, and as a logo; with words for who cannot see them. */
import { bytesOf, field, make, say, whenDropped } from "./dom.js";
import { entryOf } from "./overlay.js";
import { change, state } from "./state.js";
import { hyphenated } from "./texts.js";

const kinds = ".jpg,.jpeg,.png,.svg";

/**
 * The fields of a picture. value is { file, alt, decorative } or undefined; tell({ … }) is called
 * when it is whole, and tell(undefined) when it is taken away. asks are further ticks it needs.
 */
function pictureFields({ id, title, hint, value, tell, canBeDecorative, asks = [] }) {
  let name = value?.file;
  let bytes = null;
  const parts = partsOf(id, value, asks);
  const { input, words, told, away, there, ticks, plain } = parts;
  const onlyDecorates = () => canBeDecorative && plain.checked;

  function whole() {
    const missing = [
      !name && "Choose the picture.",
      !(words.value.trim() || onlyDecorates()) && "Describe it, for people who cannot see it.",
      ...ticks.map((tick, place) => !tick.checked && `It is taken when you tick: ${asks[place]}`),
    ].filter(Boolean);
    told.textContent = name ? missing.join(" ") : "";
    if (missing.length) return;
    if (bytes) change({ files: { ...state.files, [name]: bytes } });
    const seen = onlyDecorates() ? { decorative: true } : { alt: words.value.trim() };
    tell({ file: name, ...seen });
    away.disabled = false;
  }

  async function take(file) {
    const read = file && (await bytesOf(file));
    if (!read) return;
    [name, bytes] = [nameOf(file.name), read];
    there.textContent = `The picture is ${name}.`;
    whole();
    if (told.textContent) words.focus();
  }

  input.addEventListener("change", () => take(input.files[0]));
  for (const control of [plain, ...ticks]) control.addEventListener("change", whole);
  words.addEventListener("input", whole);
  away.addEventListener("click", () => {
    [name, bytes] = ["", null];
    empty(parts);
    tell(undefined);
    input.focus();
    say("The picture is taken away.");
  });
  return whenDropped(boxOf(title, hint, parts, canBeDecorative, asks), take);
}

/** The controls of a picture, and what is said beside them. */
function partsOf(id, value, asks) {
  const { file: name, alt = "", decorative = false } = value ?? {};
  const told = `${id}-told`;
  return {
    input: make("input", {
      id: `${id}-file`,
      type: "file",
      accept: kinds,
      "aria-describedby": told,
    }),
    words: make("input", { id: `${id}-alt`, type: "text", autocomplete: "off", value: alt }),
    told: make("p", { id: told, className: "wrong", role: "alert" }),
    away: make(
      "button",
      { type: "button", className: "quiet", disabled: !name },
      "Take the picture away",
    ),
    there: make("p", { className: "hint" }, name ? `The picture is ${name}.` : ""),
    ticks: asks.map((_, place) =>
      make("input", { type: "checkbox", id: `${id}-ask--${place}`, checked: Boolean(value) }),
    ),
    plain: make("input", { type: "checkbox", id: `${id}-decorative`, checked: decorative }),
  };
}

function empty({ input, words, told, away, there, ticks, plain }) {
  for (const tick of [plain, ...ticks]) tick.checked = false;
  input.value = words.value = told.textContent = there.textContent = "";
  away.disabled = true;
}

function boxOf(
  title,
  hint,
  { input, words, told, away, there, ticks, plain },
  canBeDecorative,
  asks,
) {
  const choice = (tick, text) =>
    make("label", { className: "choice", htmlFor: tick.id }, tick, text);
  return make(
    "fieldset",
    { className: "picture" },
    make("legend", {}, title),
    hint ? make("p", { className: "hint" }, hint) : null,
    field("The file (JPEG, PNG or SVG)", input, "Choose it, or drop it here."),
    there,
    field("What it shows", words, "For people who cannot see it."),
    canBeDecorative ? choice(plain, "It only decorates: there is nothing to describe.") : null,
    ...ticks.map((tick, place) => choice(tick, asks[place])),
    told,
    away,
  );
}

/** The name of a file as it is kept, which no other picture of other bytes has. */
function nameOf(given) {
  const [, stem, suffix] = /^(.*?)(\.[^.]*)?$/.exec(given.normalize("NFC"));
  const plain = hyphenated(stem, "picture");
  const end = (suffix ?? "").toLowerCase();
  let name = plain + end;
  for (let number = 2; name in state.files; number += 1) name = `${plain}-${number}${end}`;
  return name;
}

/** What stands on the front of a card: a drawing of its theme's mark, or a picture. */
export function showPictures(id, draft, deck, tell) {
  const entry = entryOf(draft(), "cards", id) ?? {};
  const card = deck.cards.find((one) => one.id === id) ?? {};
  const isItsTheme = ({ id }) => id === (entry.theme ?? card.theme);
  const own = deck.themes.find(isItsTheme)?.mark;
  const mark = (draft().themes ?? []).find(isItsTheme)?.mark ?? own;
  const forms = deck.marks.find((one) => one.name === mark)?.art ?? [];
  const art = make(
    "select",
    { id: "words-art", disabled: !forms.length },
    make("option", { value: "" }, "The next one of its theme"),
    ...forms.map((form) => make("option", { value: form }, form)),
  );
  const none = forms.length ? "" : "Its theme has no drawings to choose from.";
  art.value = entry.art ?? card.art ?? "";
  art.addEventListener("change", () => tell({ art: art.value || undefined, image: undefined }));
  return make(
    "details",
    { className: "more" },
    make("summary", {}, "Drawing or picture"),
    field("Drawing on the front", art, none),
    pictureFields({
      id: "picture",
      title: "A picture of your own, in place of the drawing",
      hint: "It is cropped to fit, and prints well from a width of about 1,300 pixels.",
      value: entry.image ?? (card.image ? { file: card.image, alt: card.alt ?? "" } : undefined),
      canBeDecorative: true,
      tell: (image) => tell(image ? { image, art: undefined } : { image: undefined }),
    }),
  );
}

/** The deck's own title, whose additions there are, and a logo. */
export function picturesForm(draft, setKeys) {
  const texts = [
    ["title", "Title of the deck", ""],
    ["subtitle", "Subtitle", ""],
    [
      "by",
      "Whose your additions are",
      "Printed on cards that you add, as in “Harrowbeck Hospitals”.",
    ],
  ].map(([key, label, hint]) => {
    const input = make("input", { id: `deck-${key}-word`, type: "text", autocomplete: "off" });
    input.value = draft()[key] ?? state.deck.about[key] ?? "";
    input.addEventListener("input", () => {
      const typed = input.value.trim();
      const isUnchanged = typed === (state.deck.about[key] ?? "") && !(key in draft());
      setKeys({ [key]: isUnchanged ? undefined : typed });
    });
    return field(label, input, hint);
  });
  return make(
    "section",
    { className: "part", "aria-labelledby": "deck-words-title" },
    make("h3", { id: "deck-words-title" }, "The deck, and a logo"),
    ...texts,
    pictureFields({
      id: "logo",
      title: "A logo",
      hint:
        "It is printed on the title card, handouts, temperature checks and posters. " +
        "Logos are their owners’: ask before you print one.",
      value: draft().logo,
      canBeDecorative: false,
      asks: ["I may use this logo: it is ours, or its owner has agreed."],
      tell: (logo) => setKeys({ logo }),
    }),
  );
}
