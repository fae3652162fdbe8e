/** A corner of the test sheet as it is held to the light, with where to read it. */
import { draw } from "./drawings.js";

// As the sheet is made: mm from the edges of the paper to the axes of the gauges, along the edges
// to their zeros, and between the lines that tell the tenths.
const EDGE = 20;
const ALONG = 60;
const PITCH = 2.9;
const READING = { across: 1.4, along: 2.6 }; // how far the back of this one lies right, and down

/** Corner A of the back, where the front shows through. */
export function cornerDrawing() {
  const told =
    "Corner A of the back. At the upper edge the long line from the front is between 0 and 2, " +
    "past the 1, on the side of the word right, and the fine line with the figure 4 meets a line " +
    "from the front: right 1.4. At the left edge it is between 2 and 4 on the side of the word " +
    "down, and the fine line with the figure 6 meets one: down 2.6.";
  const middle = EDGE + 8;
  return draw(
    "svg",
    { viewBox: "-2 -2 88 88", class: "gauge", role: "img", "aria-label": told },
    draw("path", { d: "M86 0 H0 V86 H86 Z", class: "paper" }),
    draw("text", { x: EDGE - 4, y: EDGE - 0.4, class: "corner" }, "A"),
    line(middle - 4, middle, middle + 4, middle, "hair"),
    line(middle, middle - 4, middle, middle + 4, "hair"),
    draw(
      "g",
      { transform: `translate(${ALONG} ${EDGE})` },
      ...gauge(READING.across, "right", "left"),
    ),
    draw(
      "g",
      { transform: `translate(${EDGE} ${ALONG}) rotate(90)` },
      ...gauge(READING.along, "down", "up"),
    ),
  );
}

/** A gauge with its zero at the origin; its back lies off by so many mm towards the first word. */
function gauge(off, before, after) {
  const front = [line(-off, -6.5, -off, 0.4, "seen long")];
  for (let mm = -21; mm <= 21; mm += 1) front.push(line(mm - off, 0.8, mm - off, 3.2, "seen"));
  const back = [word(before, -8, -4.2, "end"), word(after, 8, -4.2, "start")];
  for (let mm = -6; mm <= 6; mm += 1) {
    back.push(line(mm, -1.2 - (mm === 0 ? 2.4 : mm % 2 ? 1 : 1.6), mm, -1.2, "hair"));
    if (mm % 2 === 0) back.push(word(`${Math.abs(mm)}`, mm, -4.2, "middle"));
  }
  back.push(word(before, -5 * PITCH - 2, 9, "end"), word(after, -5 * PITCH - 2, 12.4, "end"));
  for (let n = -5; n <= 5; n += 1) {
    back.push(line(n * PITCH, 3.2, n * PITCH, 5.6, "hair"));
    back.push(word(`${(n + 10) % 10}`, n * PITCH, 9, "middle"));
    back.push(word(`${(10 - n) % 10}`, n * PITCH, 12.4, "middle"));
  }
  return [...marks(off), ...front, ...back];
}

/** Where to read: the long line on the scale, and the fine line that meets one from the front. */
function marks(off) {
  const tenths = Math.round((off % 1) * 10);
  const meets = (tenths > 5 ? tenths - 10 : tenths) * PITCH;
  const mark = (x, y, height) =>
    draw("rect", { x: x - 1.3, y, width: 2.6, height, rx: 1, class: "read" });
  return [mark(-off, -7.1, 7.8), mark(meets, 0.4, 9.2)];
}

const line = (x1, y1, x2, y2, kind) => draw("line", { x1, y1, x2, y2, class: kind });

const word = (words, x, y, anchor) =>
  draw("text", { x, y, class: "figure", "text-anchor": anchor }, words);
