/** Drawings of paper: how cards lie on it, where it folds, and how it turns. */

/** Makes an element of SVG. */
export function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A picture of so many units, which screen readers pass over or, with words, read out. */
export function picture(width, height, words, ...children) {
  const spoken = words ? { role: "img", "aria-label": words } : { "aria-hidden": "true" };
  return draw(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "drawing", ...spoken },
    ...children,
  );
}

const box = (x, y, width, height, attributes) =>
  draw("rect", { x, y, width, height, ...attributes });
const paper = (x, y, width, height) => box(x, y, width, height, { class: "paper" });
const line = (x1, y1, x2, y2, kind) => draw("line", { x1, y1, x2, y2, class: kind });
const path = (d, attributes) => draw("path", { d, ...attributes });

/** The front of a card: a field of colour with a sun, or the field in a white frame. */
function front(x, y, width, height, colour, framed) {
  const margin = framed ? width * 0.09 : 0;
  const field = height * (framed ? 0.55 : 1) - margin;
  const parts = [
    box(x, y, width, height, { class: "stock" }),
    box(x + margin, y + margin, width - 2 * margin, field, { fill: colour }),
  ];
  parts.push(
    draw("circle", { cx: x + width / 2, cy: y + height * 0.34, r: width * 0.17, fill: "#fff" }),
  );
  for (const at of [0.7, 0.79]) {
    const words = framed ? { class: "words" } : { fill: "#fff" };
    parts.push(
      box(
        x + width * 0.14,
        y + height * at,
        width * (at > 0.75 ? 0.45 : 0.66),
        height * 0.045,
        words,
      ),
    );
  }
  return parts;
}

function back(x, y, width, height, colour) {
  const parts = [
    box(x, y, width, height, { class: "stock" }),
    box(x, y, width, height * 0.12, { fill: colour }),
  ];
  for (const at of [0.24, 0.34, 0.44, 0.6, 0.7, 0.8]) {
    parts.push(
      box(
        x + width * 0.14,
        y + height * at,
        width * (at === 0.44 || at === 0.8 ? 0.4 : 0.7),
        height * 0.045,
        { class: "words" },
      ),
    );
  }
  return parts;
}

/** Four framed cards on an upright sheet; two cuts part them. */
function framedSheet(colours) {
  const cells = [
    [18, 6],
    [59, 6],
    [18, 64],
    [59, 64],
  ];
  const cards = cells.flatMap(([x, y], at) => front(x, y, 41, 58, colours[at], true));
  return [
    paper(18, 6, 82, 116),
    ...cards,
    line(10, 64, 108, 64, "cut"),
    line(59, 0, 59, 128, "cut"),
  ];
}

/** Two cards with colour to their edges on a sheet that lies on its side, with crop marks. */
function colouredSheet(colours) {
  const cards = [
    ...front(14, 30, 46, 65, colours[0], false),
    ...front(66, 30, 46, 65, colours[2], false),
  ];
  const marks = [14, 60, 66, 112].flatMap((x) => [
    line(x, 23, x, 27, "mark"),
    line(x, 98, x, 102, "mark"),
  ]);
  const sides = [30, 95].flatMap((y) => [line(8, y, 11, y, "mark"), line(115, y, 118, y, "mark")]);
  return [paper(5, 20, 116, 85), ...cards, ...marks, ...sides];
}

/** Front and back side by side, with the line between them on which they are folded. */
function foldedSheet(colours) {
  const rows = [6, 64].flatMap((y, at) => [
    ...front(18, y, 41, 58, colours[at], true),
    ...back(59, y, 41, 58, colours[at]),
  ]);
  const arrow = path("M88 132 C 84 140, 34 140, 30 133 M30 133 l-1 6 M30 133 l6 2", {
    class: "arrow",
  });
  return [paper(18, 6, 82, 116), ...rows, line(59, 0, 59, 128, "fold"), arrow];
}

/** A pile of fronts and a pile of backs; the paper goes round by hand. */
function piles(colours) {
  const fronts = [
    [6, 14],
    [27, 14],
    [6, 44],
    [27, 44],
  ].flatMap(([x, y], at) => front(x, y, 21, 30, colours[at], true));
  const backs = [
    [78, 54],
    [99, 54],
    [78, 84],
    [99, 84],
  ].flatMap(([x, y], at) => back(x, y, 21, 30, colours[at ^ 1]));
  const arrow = path("M56 22 C 84 14, 98 26, 99 44 M99 44 l-6 -4 M99 44 l4 -6", { class: "arrow" });
  return [paper(6, 14, 42, 60), ...fronts, paper(78, 54, 42, 60), ...backs, arrow];
}

/** A page with large letters. */
function largePage(colours) {
  const lines = [62, 74, 86, 98].map((y) => box(30, y, y === 98 ? 34 : 62, 6, { class: "words" }));
  const letters = path(
    "M30 52 L42 20 L54 52 M34.5 41 H49.5 M62 42 a9 10 0 1 0 18 0 a9 10 0 1 0 -18 0 M80 32 V52",
    { class: "letters" },
  );
  return [paper(18, 6, 82, 116), box(18, 6, 6, 116, { fill: colours[0] }), letters, ...lines];
}

/** A page of words, with a mark for each paragraph. */
function wordsPage(colours) {
  const blocks = [40, 66, 92].flatMap((y, at) => [
    box(28, y, 6, 6, { fill: colours[at + 1] }),
    box(40, y, 48, 4, { class: "words" }),
    box(40, y + 7, 42, 4, { class: "words" }),
    box(40, y + 14, 46, 4, { class: "words" }),
  ]);
  return [paper(18, 6, 82, 116), box(18, 6, 82, 16, { fill: colours[0] }), ...blocks];
}

/** A page of scales, with a ring around a place on each. */
function scalesPage(colours) {
  const rows = [22, 44, 66, 88, 110].flatMap((y, at) => [
    line(28, y, 90, y, "mark"),
    ...[28, 43.5, 59, 74.5, 90].map((x) => line(x, y - 3, x, y + 3, "mark")),
    draw("circle", { cx: [74.5, 43.5, 59, 90, 74.5][at], cy: y, r: 5, fill: colours[at % 4] }),
  ]);
  return [paper(18, 6, 82, 116), ...rows];
}

const pages = { "large-print": largePage, "temperature-check": scalesPage };

/** A sheet of labels that are cut already. */
function labels(colours, columns = 2, rows = 5) {
  const parts = [paper(18, 6, 82, 116)];
  const width = 78 / columns;
  const height = 110 / rows;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = 21 + column * width;
      const y = 9 + row * height;
      parts.push(box(x, y, width - 2, height - 2, { rx: 2.5, class: "stock" }));
      parts.push(
        box(x + 3, y + height * 0.2, width * 0.14, height * 0.45, {
          fill: colours[(row * columns + column) % colours.length],
        }),
      );
      parts.push(
        box(x + 5 + width * 0.14, y + height * 0.25, width * 0.5, height * 0.12, {
          class: "words",
        }),
      );
      parts.push(
        box(x + 5 + width * 0.14, y + height * 0.5, width * 0.35, height * 0.1, { class: "words" }),
      );
    }
  }
  return parts;
}

/** A picture of a way to print, from what it asks of cardgen. */
export function drawingOf(way, { outputs, sheets }, colours) {
  const output = outputs.find((one) => one.name === way.output);
  const sheet = sheets.find((one) => one.name === (way.options?.sheet ?? output?.sheet));
  const tones =
    way.options?.ink === "mono" ? ["#4a4a4a", "#8c8c8c", "#2b2b2b", "#6b6b6b"] : colours;
  return picture(126, 140, "", ...parts(way, output, sheet, tones));
}

function parts(way, output, sheet, tones) {
  if (way.options?.fold) return foldedSheet(tones);
  if (way.options?.flip === "none") return piles(tones);
  if (sheet?.cells) return labels(tones, ...sheet.cells.split(" of ")[0].split(" × ").map(Number));
  if (!sheet) return (pages[way.output] ?? wordsPage)(tones);
  return output.cards.includes("a6") ? colouredSheet(tones) : framedSheet(tones);
}

/** Pictures of what is made for screens, by the kind of file. */
export function screenDrawing(kind, colours) {
  const [yellow, coral, indigo, green] = colours;
  const drawn = {
    png: () => [
      ...front(14, 24, 44, 62, coral, false),
      ...front(40, 38, 44, 62, green, false),
      ...front(66, 52, 44, 62, yellow, false),
    ],
    svg: () => [
      ...front(38, 24, 58, 82, indigo, false),
      ...[38, 96].flatMap((x) =>
        [24, 106].map((y) => box(x - 3.5, y - 3.5, 7, 7, { class: "handle" })),
      ),
    ],
    pptx: () => [
      box(8, 30, 110, 62, { class: "paper" }),
      ...front(14, 36, 36, 50, green, false),
      ...[42, 54, 66].map((y) => box(58, y, y === 66 ? 30 : 50, 6, { class: "words" })),
      path("M34 112 H92 M63 92 V112", { class: "arrow" }),
    ],
    gallery: () => [
      box(36, 10, 54, 108, { class: "paper", rx: 7 }),
      ...front(43, 24, 40, 56, yellow, false),
      path("M46 98 C 52 108, 74 108, 80 98 M80 98 l-7 1 M80 98 l0 7", { class: "arrow" }),
    ],
    reading: () => [
      box(14, 14, 98, 104, { class: "paper" }),
      box(14, 14, 98, 12, { fill: indigo }),
      ...[36, 60, 84].flatMap((y) => [
        box(24, y, 40, 6, { class: "ink" }),
        box(24, y + 10, 76, 3.5, { class: "words" }),
        box(24, y + 16, 66, 3.5, { class: "words" }),
      ]),
    ],
  };
  return picture(126, 128, "", ...drawn[kind]());
}

/** A side of a sheet as it will be printed: its cards, each drawn, and where to cut and fold. */
export function sheetPicture(page, faceOf, run, words) {
  const { width_mm: width, height_mm: height } = page;
  const cards = page.placements.map((placed) => placedFace(placed, faceOf(placed)));
  const lines = [
    ...(run?.cuts ?? []).map((one) => [one, "cut"]),
    ...(run?.folds ?? []).map((one) => [one, "fold"]),
  ];
  const drawn = lines.map(([{ from, at_mm: at }, kind]) =>
    from === "top" ? line(0, at, width, at, kind) : line(at, 0, at, height, kind),
  );
  const edge = box(0, 0, width, height, { class: "paper" });
  return draw(
    "svg",
    {
      viewBox: `-1 -1 ${width + 2} ${height + 2}`,
      class: "sheet",
      role: "img",
      "aria-label": words,
    },
    edge,
    ...cards,
    ...(page.side === "front" ? drawn : []),
  );
}

function placedFace({ x_mm: x, y_mm: y, width_mm: width, height_mm: height, turn }, face) {
  if (!face) return box(x, y, width, height, { class: "stock" });
  const lies = turn % 180 === 90;
  const [own, tall] = lies ? [height, width] : [width, height];
  const [midX, midY] = [x + width / 2, y + height / 2];
  return draw("image", {
    href: face,
    x: midX - own / 2,
    y: midY - tall / 2,
    width: own,
    height: tall,
    preserveAspectRatio: "none",
    transform: `rotate(${turn} ${midX} ${midY})`,
  });
}
