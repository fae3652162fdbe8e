/** Asks cardgen: a worker in this browser, or the program behind the page. */
import { fromBase64, toBase64 } from "./base64.js";
import { state } from "./state.js";
import { startWorker } from "./start.js";

let worker = null;

/** What kind of page this is: "http" with a program behind it, "worker", or "none" with neither. */
export const answers = document.documentElement.dataset.answers;

/** Starts what answers; resolves when it is ready. */
export async function start(onProgress) {
  if (answers === "worker") worker = await startWorker(onProgress);
}

/**
 * Asks a question with all that the page knows; resolves to { data, files }, where data.stopped says
 * what is wrong if there is no answer.
 */
export async function ask(question, given = {}, files = {}) {
  const own = { languages: state.languages, printers: state.printers, overlay: state.overlay, deck: state.named };
  const all = { ...state.files, ...files };
  return worker ? worker.ask(question, { ...own, ...given }, all) : post(question, { ...own, ...given }, all);
}

async function post(question, given, files) {
  const packed = Object.fromEntries(Object.entries(files).map(([name, data]) => [name, toBase64(data)]));
  let answer;
  try {
    answer = await posted(question, JSON.stringify({ given, files: packed }));
  } catch {
    const stopped = "cardgen no longer answers. Is the window in which it was started still open?";
    return { data: { stopped, problems: [] }, files: {} };
  }
  const entries = Object.entries(answer.files).map(([name, text]) => [name, fromBase64(text)]);
  return { data: answer.data, files: Object.fromEntries(entries) };
}

/** Asks again while cardgen is busy with others, as often as is worth waiting for. */
async function posted(question, body, patience = 10) {
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`api/${question}`, { method: "POST", headers, body });
  if (response.status !== 503 || !patience) return response.json();
  const seconds = Number(response.headers.get("Retry-After"));
  await new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
  return posted(question, body, patience - 1);
}
