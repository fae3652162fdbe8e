/** Fields for numbers: what one shows is what is used; where it cannot be, the field says so. */
import { make } from "./dom.js";

/** The most copies, people or tables that there can be, as in a workshop's file. */
export const MOST = 10_000;

/** A field for a whole number from one to another. */
export const numberInput = (id, min, max, properties = {}) =>
  make("input", { id, type: "number", min, max, step: 1, inputMode: "numeric", ...properties });

/** What is wrong with the first field for numbers in an element that shows what cannot be used, or
 * null; each of them says so below it. */
export function mistakeAmong(root) {
  const fields = [...root.querySelectorAll('input[type="number"]')];
  const [first] = fields.filter((field) => !looksRight(field));
  return first ? `${nameOf(first)}: type ${wanted(first)}.` : null;
}

/** Whether what a field shows can be used, as it can where nobody is to fill it in; says below it
 * what can, if it cannot. */
function looksRight(field) {
  const isRight = field.disabled || field.hidden || field.checkValidity();
  const [hint, told] = [`${field.id}-hint`, `${field.id}-wrong`];
  document.getElementById(told)?.remove();
  const words = `Type ${wanted(field)}.`;
  if (!isRight) field.after(make("span", { className: "wrong", id: told }, words));
  field.setAttribute("aria-invalid", String(!isRight));
  const about = [hint, told].filter((id) => document.getElementById(id)).join(" ");
  if (about) field.setAttribute("aria-describedby", about);
  else field.removeAttribute("aria-describedby");
  return isRight;
}

const nameOf = (field) => field.labels[0]?.textContent ?? field.getAttribute("aria-label");

/** What can be typed into a field: a whole number from 1 to 99. */
function wanted({ min, max, step, required }) {
  const decimals = step.split(".")[1]?.length;
  const kind = decimals ? "a number" : "a whole number";
  const figures = decimals ? `, with ${decimals} decimals at most` : "";
  return `${kind} from ${min} to ${max}${figures}${required ? "" : ", or leave it empty"}`;
}

addEventListener("input", ({ target }) => target.type === "number" && looksRight(target), true);
