/** Files dropped beside the fields that take them: the page stays, and says where they go. */
import { say } from "./dom.js";

/** Keeps the browser from opening what is dropped in place of the page. */
export function catchDrops() {
  document.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault());
  document.addEventListener("drop", (event) => {
    if (event.defaultPrevented || !hasFiles(event)) return;
    event.preventDefault();
    say(whereTo());
  });
}

/** Whether files are dropped, and not on a field for files, which takes them by itself. */
const hasFiles = (event) =>
  event.dataTransfer.types.includes("Files") &&
  !event.composedPath().some((one) => one.matches?.("input[type=file]"));

function whereTo() {
  const fields = [...document.querySelectorAll("input[type=file]")];
  const labels = fields
    .filter((field) => field.offsetParent)
    .map((field) => `“${field.labels[0].textContent}”`);
  if (!labels.length) return "No file is taken here. Go to the task it belongs to.";
  return `Nothing was taken. Drop the file on ${labels.join(", or on ")}.`;
}
