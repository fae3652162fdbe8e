/** Starts the worker in which cardgen runs where no program stands behind the page. */

/** Resolves to { ask(question, given, files) } when the worker is ready. */
export async function startWorker() {
  throw new Error("this page has no runtime");
}
