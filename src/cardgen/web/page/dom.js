/** Elements of the page, made and found. */
import { placesInWords } from "./places.js";

/** Finds the element with an id. */
export const at = (id) => document.getElementById(id);

/**
 * Makes an element. Properties are set as such (className, textContent, hidden, …); those with a
 * hyphen, and role, for and the like, as attributes; on… are listeners.
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && !name.includes("-")) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Puts children in the place of all that an element held. */
export function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

let said = 0; // counts what was said

/**
 * Says something in the bar at the foot of the window, which screen readers read out, and returns
 * what takes it back, unless something else has been said since.
 */
export function say(words) {
  at("status").textContent = words;
  // So that what sticks to the foot of the window stands above it.
  document.documentElement.style.setProperty(
    "--said",
    `${at("status").parentElement.offsetHeight}px`,
  );
  said += 1;
  const own = said;
  return () => own === said && say("");
}

/** A field: its label, a hint below it, and the control, tied together. */
export function field(label, control, hint) {
  const note = hint ? make("span", { className: "hint", id: `${control.id}-hint` }, hint) : null;
  if (note) control.setAttribute("aria-describedby", note.id);
  return make(
    "div",
    { className: "field" },
    make("label", { htmlFor: control.id }, label),
    note,
    control,
  );
}

/**
 * Calls back with the files that are chosen in a control. Their names stay in it, and yet the same
 * ones can be chosen again.
 */
export function whenChosen(control, take) {
  control.addEventListener("click", () => {
    control.value = "";
  });
  control.addEventListener("change", () => control.files.length && take([...control.files]));
}

/** Calls back with the file that is dropped on an element, which it returns. */
export function whenDropped(element, take) {
  element.addEventListener("dragover", (event) => event.preventDefault());
  element.addEventListener("drop", (event) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  });
  return element;
}

/** The bytes of a file; where the browser cannot read it, that is said, and there are none. */
export async function bytesOf(file) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    say(
      `${file.name} cannot be read. If it is a folder, choose a file in it. ` +
        "If it is open in another program, close it there and choose it again.",
    );
    return null;
  }
}

/** Problems as a list: what is wrong, how to mend it, and where. */
export function problemList(problems) {
  if (!problems.length) return null;
  const items = problems.map((problem) => {
    const places = placesInWords(problem);
    return make(
      "li",
      { className: problem.severity },
      make("strong", {}, problem.severity === "error" ? "To mend: " : "To know: "),
      sentence(problem.what),
      problem.fix ? make("span", { className: "fix" }, ` ${sentence(problem.fix)}`) : null,
      places ? make("span", { className: "where" }, ` (${places})`) : null,
    );
  });
  return make("ul", { className: "problems" }, ...items);
}

/** Words with a capital letter. */
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/** Words as a sentence: with a capital letter, and a full stop unless they end with a sign. */
export const sentence = (words) => capital(words) + (/[.!?…]$/.test(words) ? "" : ".");

/** Waits until typing has paused, then calls once. */
export function afterPause(call, milliseconds = 150) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => call(...given), milliseconds);
  };
}

/** Hands a file to the person's own folder of downloads. */
export function download(name, bytes, type = "application/octet-stream") {
  const url = URL.createObjectURL(
    new Blob([bytes], { type: types[name.split(".").pop()] ?? type }),
  );
  const link = make("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

const types = {
  pdf: "application/pdf",
  zip: "application/zip",
  svg: "image/svg+xml",
  png: "image/png",
  yaml: "application/yaml",
  html: "text/html",
  csv: "text/csv",
};

/** The words of a count: 1 card, 2 cards; 1 person, 2 people. */
export const counted = (count, word, several = `${word}s`) =>
  `${count} ${count === 1 ? word : several}`;
