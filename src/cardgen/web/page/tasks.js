/** All but the deck as it is first seen; it comes once the first cards are there. */
import { showAgain } from "./again.js";
import { at } from "./dom.js";
import { readyLarger } from "./larger.js";
import { showMeet } from "./meet.js";
import { showOrder } from "./order.js";
import { showPrint } from "./print.js";
import { showScreens } from "./screens.js";
import { showWords } from "./words.js";
import { showWorkshop } from "./workshop.js";

/** Resolves when each of them has the deck. */
export async function showTasks() {
  at("style-of-tasks").disabled = false;
  readyLarger();
  showMeet();
  showOrder();
  showPrint();
  showScreens();
  showWords();
  showWorkshop();
  showAgain();
  await null;
}
