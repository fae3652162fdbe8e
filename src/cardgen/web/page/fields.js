/** A field for each text of a card: a text, a list of texts or steps, as its kind declares. */
import { at, fill, make, problemList } from "./dom.js";
import { langOf } from "./state.js";
import { titled } from "./texts.js";

/**
 * Fields for the texts of a card, as an array of elements. tell(name, words) is called as they are
 * typed, and putBack(name) when the deck's own words are wanted again.
 */
export function fieldsOf(kind, values, tell, putBack) {
  return Object.entries(kind.fields).map(([name, form]) => {
    const isText = form.startsWith("text");
    const title = make(
      isText ? "label" : "legend",
      isText ? { htmlFor: `word--${name}` } : {},
      titled(name),
    );
    const back = make(
      "button",
      { type: "button", className: "quiet", id: `back--${name}`, onclick: () => putBack(name) },
      "Put back",
    );
    back.setAttribute("aria-label", `Put back ${titled(name)}`);
    const optional = form.endsWith("?")
      ? make("span", { className: "hint" }, "may be left empty")
      : null;
    const head = make(
      "span",
      { className: "word-head" },
      optional,
      make("span", { className: "changed", id: `changed--${name}` }, "Changed"),
      back,
    );
    const told = make("div", { className: "told", id: `told--${name}` });
    const control = isText
      ? textField(name, values[name] ?? "", (words) => tell(name, words))
      : listField(name, form, values[name] ?? [], (words) => tell(name, words));
    return make(
      isText ? "div" : "fieldset",
      { className: "word", id: `field--${name}` },
      title,
      head,
      told,
      control,
    );
  });
}

/** Shows whether a field differs from the deck's. */
export function markChanged(name, isChanged) {
  at(`field--${name}`).classList.toggle("is-changed", isChanged);
  at(`changed--${name}`).hidden = !isChanged;
  at(`back--${name}`).disabled = !isChanged;
}

/** Tells what is wrong with a field beside it; item is the number of one in a list. */
export function tellBeside(name, problems) {
  fill(at(`told--${name}`), problemList(problems));
  const controls = [...at(`field--${name}`).querySelectorAll("textarea")];
  const wrong = problems.filter((problem) => problem.severity === "error");
  controls.forEach((control, place) => {
    const isMeant = wrong.some(
      (problem) => problem.item === undefined || problem.item === place || controls.length === 1,
    );
    if (isMeant) control.setAttribute("aria-invalid", "true");
    else control.removeAttribute("aria-invalid");
    control.setAttribute("aria-describedby", `told--${name}`);
  });
}

/** Typed words on one line, as YAML has them. */
const plain = (typed) => typed.replaceAll(/\s*\n\s*/g, " ").trim();

function textField(name, value, tell) {
  return line({ id: `word--${name}` }, value, tell);
}

function line(properties, value, tell) {
  const area = make("textarea", {
    rows: 1,
    className: "line",
    value,
    spellcheck: true,
    lang: langOf(),
    ...properties,
  });
  area.addEventListener("input", () => tell(plain(area.value)));
  area.addEventListener("keydown", (event) => event.key === "Enter" && event.preventDefault());
  return area;
}

const empty = { list: () => "", contacts: () => "", steps: () => ({ name: "", text: "" }) };

/** A list with a line for each item, and buttons to add, remove and move them. */
function listField(name, form, value, tell) {
  const kind = form.replace("?", "");
  let items = [...value];
  const list = make("ol", { className: "items" });
  const add = make(
    "button",
    { type: "button", className: "quiet", id: `add--${name}` },
    kind === "steps" ? "Add a step" : "Add an item",
  );
  add.setAttribute("aria-label", `${add.textContent} to ${titled(name)}`);
  add.addEventListener("click", () => insert(items.length));

  const isFilled = (item) =>
    kind === "steps" ? item.name.trim() || item.text.trim() : item.trim();
  const changed = () => tell(items.filter(isFilled));

  function insert(place) {
    items = items.toSpliced(place, 0, empty[kind]());
    draw();
    list.children[place].querySelector("textarea").focus();
  }

  /** Several lines that are pasted, as from a column of a workbook, are as many items. */
  function paste(event, place) {
    const pasted = event.clipboardData.getData("text").split("\n").map(plain).filter(Boolean);
    if (pasted.length < 2) return;
    event.preventDefault();
    items = items.toSpliced(place, items[place] ? 0 : 1, ...pasted);
    draw();
    changed();
    list.children[place + pasted.length - 1].querySelector("textarea").focus();
  }

  function remove(place) {
    items = items.toSpliced(place, 1);
    draw();
    changed();
    const next = list.children[Math.min(place, items.length - 1)];
    (next?.querySelector("textarea") ?? add).focus();
  }

  function move(place, by, control) {
    const [item] = items.splice(place, 1);
    items.splice(place + by, 0, item);
    draw();
    changed();
    const row = list.children[place + by];
    const same = row.querySelector(`[data-control="${control}"]`);
    (same.disabled ? row.querySelector("textarea") : same).focus();
  }

  function row(item, place) {
    const number = `${titled(name)}, ${place + 1}`;
    const set = (part) => (words) => {
      items[place] = part ? { ...items[place], [part]: words } : words;
      changed();
    };
    const lines =
      kind === "steps"
        ? [
            line({ "aria-label": `${number}: name` }, item.name, set("name")),
            line({ "aria-label": `${number}: text` }, item.text, set("text")),
          ]
        : [line({ "aria-label": number }, item, set(""))];
    for (const own of lines)
      own.addEventListener("keydown", (event) => event.key === "Enter" && insert(place + 1));
    if (kind !== "steps") lines[0].addEventListener("paste", (event) => paste(event, place));
    const button = (control, sign, words, isDisabled, act) => {
      const made = make(
        "button",
        { type: "button", className: "quiet sign", disabled: isDisabled, onclick: act },
        sign,
      );
      made.setAttribute("aria-label", `${words} ${number}`);
      made.setAttribute("data-control", control);
      return made;
    };
    return make(
      "li",
      {},
      make("span", { className: "lines" }, ...lines),
      button("up", "↑", "Move up:", place === 0, () => move(place, -1, "up")),
      button("down", "↓", "Move down:", place === items.length - 1, () => move(place, 1, "down")),
      button("remove", "×", "Remove:", false, () => remove(place)),
    );
  }

  function draw() {
    fill(list, ...items.map(row));
  }

  draw();
  return make("div", {}, list, add);
}
