/** Starts the worker in which cardgen runs where no program stands behind the page. */
import { fromBase64, unpacked } from "./packed.js";

const PATIENCE = 20e3; // milliseconds until a page that is not ready says what works without it
const SLOW =
  "This browser is slow to start cardgen, or keeps it from starting. " +
  "The ready-made files work in any case.";
const FORBIDDEN =
  "This browser does not run WebAssembly, which cardgen needs; " +
  "on a managed computer, its administrators can allow it for this page.";
const PARTS = ["wasm", "stdlib", "libraries", "program", "project"];

/**
 * Resolves to { isRunning(), ask(question, given, files) } when the worker is ready, or cannot be.
 * say is called with what the page tells where it takes long, or where no worker can be had, and
 * returns what takes it back; a later question tries again, and its answer says in data.lacksPython
 * if there still is none.
 */
export async function startWorker(say) {
  let takeBack = () => {};
  const watchdog = setTimeout(() => {
    takeBack = say(SLOW);
  }, PATIENCE);
  const lack = ({ message }) => {
    say(`${message} The ready-made files work without it.`);
    return { data: { stopped: message, lacksPython: true, problems: [] }, files: {} };
  };
  let worker = null;
  try {
    worker = await begin();
    takeBack();
  } catch (error) {
    lack(error);
  }
  clearTimeout(watchdog);
  let before = Promise.resolve();
  const ask = async (question, given, files) => {
    try {
      worker ??= await begin();
    } catch (error) {
      return lack(error);
    }
    const answer = await asked(worker, question, given, files);
    if (!answer.stopped) return answer;
    // A worker that has failed once may be out of memory for good. The next has all that it needs.
    worker.terminate();
    worker = null;
    return { data: { stopped: answer.stopped, problems: [] }, files: {} };
  };
  return {
    isRunning: () => worker !== null,
    /** Questions are put one after another. */
    ask: (...question) => {
      before = before.then(() => ask(...question)).catch(failed);
      return before;
    },
  };
}

function failed(error) {
  return { data: { stopped: error.message, problems: [] }, files: {} };
}

/** Resolves to a worker that can answer; fails with what to say where there is none. */
async function begin() {
  if (typeof WebAssembly === "undefined") throw new Error(FORBIDDEN);
  const script = await unpacked(new Blob([await part("engine")])).blob();
  const address = URL.createObjectURL(script);
  const worker = new Worker(address);
  const parts = {};
  for (const name of PARTS) parts[name] = await part(name);
  const started = heard(worker);
  worker.postMessage({ parts }, Object.values(parts));
  const { stopped } = await started;
  URL.revokeObjectURL(address);
  if (!stopped) return worker;
  worker.terminate();
  throw new Error(`cardgen could not start in this browser. ${stopped}`);
}

function asked(worker, question, given, files) {
  const answer = heard(worker);
  worker.postMessage({ question, given, files });
  return answer;
}

/** Resolves to the next message of a worker, also where it has died. */
function heard(worker) {
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = ({ message }) => resolve({ stopped: message ?? "The worker has died." });
  });
}

const fetched = new Map(); // for a worker in place of one that has failed, when there is no network

/** Resolves to a part of the runtime, which stands in the page itself or beside it. */
async function part(name) {
  const inside = document.getElementById(`part-${name}`);
  if (inside) return fromBase64(inside.textContent).buffer;
  if (!fetched.has(name)) {
    const response = await fetch(`runtime/${name}`);
    if (!response.ok) throw new Error(`runtime/${name} is not beside this page.`);
    fetched.set(name, await response.blob());
  }
  return fetched.get(name).arrayBuffer();
}
