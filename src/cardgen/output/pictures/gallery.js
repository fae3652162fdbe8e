"use strict";
const at = (id) => document.getElementById(id);
const gallery = at("gallery");
const words = gallery.dataset;
const cards = [...document.querySelectorAll(".card")];
const sections = [...gallery.querySelectorAll("section:not(#check)")];
const turning = cards.filter((card) => card.querySelector(".back"));
const homes = new Map(cards.map((card) => [card, card.parentElement]));
const answers = at("answers");
const storageKey = `cardgen check ${document.title} ${document.documentElement.lang}`;
let undealt = [];

/** The items in an order of chance, each order as likely as any other. */
function shuffled(items) {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

/** Turns a card over, or to the side that is asked for; only then does it move. */
function turn(card, toBack) {
  if (!card.querySelector(".back")) {
    return;
  }
  card.classList.add("moving");
  const isTurned = card.classList.toggle("turned", toBack);
  card.querySelector(".turn")?.setAttribute("aria-pressed", isTurned);
}

/** Lays all cards into the first section, in an order of chance. */
function shuffleCards() {
  const list = sections[0].querySelector("ul");
  list.append(...shuffled(cards));
  sections.forEach((section, place) => {
    section.hidden = place > 0;
    section.querySelector("h2")?.toggleAttribute("hidden", true);
  });
  at("told").textContent = words.shuffled;
}

/** Lays each card back under its theme. */
function orderCards() {
  for (const card of cards) {
    homes.get(card).append(card);
  }
  for (const section of sections) {
    section.hidden = false;
    section.querySelector("h2")?.toggleAttribute("hidden", false);
  }
  at("told").textContent = words.ordered;
}

/** Turns all cards to their backs, or to their fronts if all show those already. */
function turnAll() {
  const toBack = turning.some((card) => !card.classList.contains("turned"));
  turning.forEach((card) => turn(card, toBack));
}

/** Shows a card that was not dealt since all of them were, of those with a number if there are. */
function deal() {
  if (undealt.length === 0) {
    const themed = cards.filter((card) => homes.get(card).closest("[data-theme]"));
    undealt = shuffled(themed.length ? themed : cards);
  }
  const card = undealt.pop().cloneNode(true);
  turn(card, false);
  at("dealt-name").textContent = card.dataset.name;
  at("dealt").querySelector("ul").replaceChildren(card);
  if (!at("dealt").open) {
    at("dealt").showModal();
  }
}

/** The rows of the check, with what is marked in them. */
function marks() {
  return [...answers.querySelectorAll("fieldset")].map((row) => ({
    ...row.dataset,
    position: row.querySelector("[type=radio]:checked")?.value ?? "",
    talk: row.querySelector("[type=checkbox]").checked,
  }));
}

/** Keeps the answers in this browser, if it keeps anything. */
function keep() {
  try {
    localStorage.setItem(storageKey, JSON.stringify(marks()));
    at("kept").textContent = words.kept;
  } catch {
    at("kept").textContent = words.notKept;
  }
}

/** Marks what was kept; what is damaged, or of another deck, is passed over. */
function recall() {
  let kept = [];
  try {
    kept = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    at("kept").textContent = words.kept;
  } catch {
    at("kept").textContent = words.notKept;
  }
  const byCard = new Map(Array.isArray(kept) ? kept.map((row) => [row?.card, row]) : []);
  for (const row of answers.querySelectorAll("fieldset")) {
    const own = byCard.get(row.dataset.card);
    for (const point of row.querySelectorAll("[type=radio]")) {
      point.checked = own?.position === point.value;
    }
    row.querySelector("[type=checkbox]").checked = own?.talk === true;
  }
}

function tellHowMany() {
  const rows = marks();
  const count = rows.filter((row) => row.position !== "").length;
  at("marked").textContent = words.marked.replace("{count}", count).replace("{all}", rows.length);
}

function clearAnswers() {
  answers.reset();
  for (const input of answers.querySelectorAll("input")) {
    input.checked = false;
  }
  try {
    localStorage.removeItem(storageKey);
  } catch {
    // Nothing was kept.
  }
  at("marked").textContent = words.cleared;
}

/** Hands a file to the browser's downloads. */
function save(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

/** A value as a cell of CSV; a spreadsheet must not take it for a formula. */
function cell(value) {
  const text = /^[=+\-@\t\r]/.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value;
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function saveTable() {
  const rows = marks().map(({ number, name, theme, position, talk }) => [
    ...[number, name, theme, position],
    talk ? "x" : "",
  ]);
  const lines = [words.columns.split(", "), ...rows].map((row) => row.map(cell).join(","));
  // The mark at the beginning tells Excel that it is UTF-8.
  const text = `\ufeff${lines.join("\r\n")}\r\n`;
  save(`${words.file}.csv`, new Blob([text], { type: "text/csv" }));
}

/** The text, cut where it would be wider than that. */
function cut(pen, text, width) {
  let short = text;
  while (short && pen.measureText(`${short}…`).width > width) {
    short = short.slice(0, -1);
  }
  return pen.measureText(text).width > width ? `${short.trimEnd()}…` : text;
}

/** Draws a point of a scale: a square below zero, else a circle. */
function drawPoint(pen, x, y, value, isMarked) {
  pen.beginPath();
  if (value < 0) {
    pen.roundRect(x - 15, y - 15, 30, 30, 7);
  } else {
    pen.arc(x, y, 16, 0, 2 * Math.PI);
  }
  pen.fillStyle = isMarked ? "#000000" : "#FFFFFF";
  pen.fill();
  pen.stroke();
  pen.fillStyle = isMarked ? "#FFFFFF" : "#000000";
  pen.textAlign = "center";
  pen.fillText(value > 0 ? `+${value}` : String(value).replace("-", "−"), x, y + 6);
  pen.textAlign = "left";
}

/** The answers as a picture, black on white, for a message or a report. */
function savePicture() {
  const rows = marks();
  const style = getComputedStyle(document.documentElement);
  const font = (size, name) => `${size}px ${style.getPropertyValue(`--font-${name}`)}`;
  const canvas = document.createElement("canvas");
  const [width, top, pitch, scale] = [900, 150, 52, 2];
  canvas.width = width * scale;
  canvas.height = (top + rows.length * pitch + 40) * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  pen.fillStyle = "#FFFFFF";
  pen.fillRect(0, 0, width, canvas.height);
  pen.fillStyle = "#000000";
  pen.lineWidth = 2;
  pen.font = font(34, "display");
  pen.fillText(words.heading, 40, 66);
  pen.font = font(16, "regular");
  pen.fillText(cut(pen, document.title, 400), 40, 98);
  pen.fillText(words.low, 424, 130);
  const points = [...answers.querySelector(".points").querySelectorAll("input")];
  const values = points.map((point) => Number(point.value));
  const step = 300 / (values.length - 1);
  pen.textAlign = "right";
  pen.fillText(words.high, 756, 130);
  pen.textAlign = "left";
  rows.forEach((row, place) => {
    const y = top + place * pitch + pitch / 2;
    pen.fillStyle = "#000000";
    pen.font = font(18, "heading");
    pen.fillText(cut(pen, row.name, 360), 40, y + 6);
    pen.strokeStyle = "#000000";
    pen.strokeRect(440, y, 300, 0);
    pen.font = font(15, "heading");
    values.forEach((value, index) => {
      const isMarked = row.position === String(value);
      drawPoint(pen, 440 + index * step, y, value, isMarked);
    });
    if (row.talk) {
      pen.fillStyle = "#000000";
      pen.fillText(`★ ${words.columns.split(", ").at(-1)}`, 784, y + 6);
    }
  });
  canvas.toBlob((blob) => save(`${words.file}.png`, blob), "image/png");
}

document.documentElement.classList.add("live");
at("tools").hidden = false;
document.addEventListener("click", ({ target }) => {
  if (target.closest(".turn, .faces")) {
    turn(target.closest(".card"));
  }
});
at("shuffle").addEventListener("click", shuffleCards);
at("order").addEventListener("click", orderCards);
at("turn-all").addEventListener("click", turnAll);
at("deal").addEventListener("click", deal);
at("another").addEventListener("click", deal);
at("close").addEventListener("click", () => at("dealt").close());
if (answers) {
  at("check").hidden = false;
  recall();
  tellHowMany();
  answers.addEventListener("change", () => {
    keep();
    tellHowMany();
  });
  answers.addEventListener("submit", (event) => event.preventDefault());
  at("clear").addEventListener("click", clearAnswers);
  at("table").addEventListener("click", saveTable);
  at("picture").addEventListener("click", savePicture);
}
