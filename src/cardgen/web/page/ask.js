/** Asks cardgen: a worker in this browser, or the program behind the page. */
import { fromBase64, toBase64 } from "./packed.js";
import { fetchAhead, prepared } from "./prepared.js";
import { filesNamedIn, state } from "./state.js";

const NO_PYTHON = "This page was made without Python, and only has the ready-made files.";

const MOST = 64 * 2 ** 20; // bytes of a question, as `cardgen serve` takes them

let worker = null; // a promise of one, once it is wanted
let isReady = false; // whether it has ever been able to answer
let tell = () => () => {}; // says something, and returns what takes it back

const STARTING = "Getting cardgen ready in this browser; it takes some seconds the first time…";

/** What kind of page this is: "http" with a program behind it, "worker", or "none" with neither. */
export const answers = document.documentElement.dataset.answers;

/** Calls back with what there is to say while cardgen starts; what that returns takes it back. */
export function whileStarting(onProgress) {
  tell = onProgress;
}

/** Starts what answers, unless a question has done so already. What nothing is changed in is
 * answered before it is ready. */
export function start() {
  if (answers === "http") return;
  fetchAhead();
  if (answers === "worker") started();
}

/** Resolves to the worker, which starts when it is first wanted. */
function started() {
  worker ??= begin();
  return worker;
}

async function begin() {
  const { startWorker } = await import("./start.js");
  const begun = await startWorker(tell);
  noteReady(begun);
  return begun;
}

function noteReady({ isRunning }) {
  if (!isRunning()) return;
  isReady = true;
  document.documentElement.dataset.ready = "yes";
}

/**
 * Asks a question about the deck on the page, with its changes and the files that these name;
 * resolves to { data, files }, where data.stopped says what is wrong if there is no answer.
 */
export async function ask(question, given = {}, files = {}) {
  const { languages, printers, overlay, named } = state;
  const all = { languages, printers, overlay, deck: named?.folder ?? null, ...given };
  const own = { ...named?.files, ...filesNamedIn(all.overlay, given.workshop) };
  const isPrepared = answers !== "http" && isUnchanged();
  const known = isPrepared && (await prepared(question, given, isReady));
  if (known) return { data: known, files: {} };
  const answer = await askAlone(question, all, { ...own, ...files });
  if (!answer.data.lacksPython || !isPrepared) return answer;
  const made = await prepared(question, given, false);
  return made ? { data: made, files: {} } : answer;
}

/** Asks a question that has nothing to do with the deck on the page, but for what is given. */
export async function askAlone(question, given, files = {}) {
  if (answers === "http") return post(question, given, files);
  if (answers === "none") return { data: { stopped: NO_PYTHON, problems: [] }, files: {} };
  return asked(question, given, files);
}

/** Asks the worker, and says that it is not ready where somebody waits for it. */
async function asked(question, given, files) {
  const takeBack = isReady ? () => {} : tell(STARTING);
  const own = await started();
  const answer = await own.ask(question, given, files);
  if (!isReady && !answer.data.lacksPython) noteReady(own);
  takeBack();
  return answer;
}

/** Whether the deck is as it was when the page was made of it. */
export function isUnchanged() {
  const { languages, overlay, named } = state;
  return !languages.length && !named && !Object.keys(overlay).length;
}

async function post(question, given, files) {
  const packed = Object.fromEntries(
    Object.entries(files).map(([name, data]) => [name, toBase64(data)]),
  );
  const body = JSON.stringify({ given, files: packed });
  if (body.length > MOST) {
    const stopped = "The files are too large together: cardgen takes 48 MB at a time";
    return { data: { stopped, problems: [] }, files: {} };
  }
  let answer;
  try {
    answer = await posted(question, body);
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
