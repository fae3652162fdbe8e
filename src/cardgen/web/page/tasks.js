/** All tasks but to see the deck; they come once its first cards are there. */
import { showAgain } from "./again.js";
import { showMeet } from "./meet.js";
import { showOrder } from "./order.js";
import { showPrint } from "./print.js";
import { showScreens } from "./screens.js";
import { showWords } from "./words.js";
import { showWorkshop } from "./workshop.js";

/** Resolves when each of them has the deck. */
export async function showTasks() {
  showMeet();
  showOrder();
  showPrint();
  showScreens();
  showWords();
  showWorkshop();
  showAgain();
  await null;
}
