/** Hands finished files over, with the settings of the print dialog said once more. */
import { counted, download, fill, make, say } from "./dom.js";
import { state } from "./state.js";

/**
 * Downloads a file, or offers each of several, and says beside it how they are printed; plan is
 * that of the first file. The heading is what is read next.
 */
export function handOver(place, plan, files) {
  const names = Object.keys(files);
  const title = make("h3", { tabIndex: -1 }, "In the print dialog");
  const rows = settings(plan).map(([what, value]) =>
    make("div", {}, make("dt", {}, what), make("dd", {}, value)),
  );
  const saved = names.map((name) => make("li", {}, saveButton(name, files[name])));
  const one = names.length === 1;
  if (one) download(names[0], files[names[0]]);
  fill(
    place,
    title,
    make("dl", { className: "settings" }, ...rows),
    make("p", {}, trial(plan)),
    make(
      "p",
      { className: "hint" },
      one ? `${names[0]} is in your downloads. Not there?` : "Save these files:",
    ),
    make("ul", { className: "plain" }, ...saved),
  );
  place.hidden = false;
  title.focus();
  place.scrollIntoView({ block: "nearest" });
  say(
    one
      ? `${names[0]} is in your downloads.`
      : `${counted(names.length, "file")} are ready to save.`,
  );
}

/** A button that saves a file. */
export function saveButton(name, bytes) {
  return make(
    "button",
    { type: "button", className: "quiet", onclick: () => download(name, bytes) },
    `Save ${name}`,
  );
}

/** A button that copies words, to be pasted into a mail. */
export function copyButton(label, words) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(words);
      say("Copied. Paste it into your mail.");
    } catch {
      say("This browser does not let pages copy. Select the words and copy them.");
    }
  };
  return make("button", { type: "button", className: "quiet", onclick: copy }, label);
}

/** The line that has cardgen do the same where it is installed. */
export function commandFor(task, { cards, ...options }) {
  const own = Object.entries(options).map(([name, value]) => `--${name} ${value}`);
  const words = [
    "cardgen",
    state.named ? `--deck ${state.named.folder}` : "",
    Object.keys(state.overlay).length ? "--overlay our-words.yaml" : "",
    state.languages.length ? `--lang ${state.languages.join(",")}` : "",
    task,
    ...own,
    cards ? `--card ${cards.join(",")}` : "",
  ];
  return words.filter(Boolean).join(" ");
}

/** The link to a ready-made file of that name, if the page came with it. */
export const readyMade = (name) =>
  [...document.querySelectorAll("#ready-made-list a")].find((link) =>
    link.pathname.endsWith(`/${name}`),
  );

/** Whether the page can read what lies beside it: one file from a disk cannot. */
export const readsBeside = !document.getElementById("prepared");

/** The bytes of a ready-made file, or null where it cannot be had. */
export async function fetched(link) {
  if (!link || !readsBeside) return null;
  try {
    const response = await fetch(link.href);
    return response.ok ? new Uint8Array(await response.arrayBuffer()) : null;
  } catch {
    return null;
  }
}

/** A command to read, which breaks between its words. */
export function commandShown(command) {
  const words = command.split(" ").flatMap((word) => [make("span", {}, word), " "]);
  return make("p", { className: "command" }, make("code", {}, ...words.slice(0, -1)));
}

/** What to do about a file that no browser can make. */
export function madeElsewhere(command) {
  const words =
    "This cannot be made in a browser. Where cardgen is installed, this command makes it:";
  return make("div", {}, make("p", {}, words), commandShown(command));
}

function trial({ paper }) {
  if (!paper) return "First print one page on plain paper.";
  const sheet = "First print one sheet on plain paper, hold it to the light and measure it.";
  return `${sheet} Then put in the card.`;
}

/** The settings of the print dialog: what to look for, and what to choose there. */
function settings({ sides, flip }) {
  const size = ["Size", "Actual size, 100\u00a0%"];
  if (sides === "both")
    return [["Sides", "Both sides"], size, ["Flip", `On the ${flip.toUpperCase()} edge`]];
  if (sides === "one") return [["Sides", "One side only"], size];
  return [
    ["Sides", "One side: all fronts, then all backs"],
    size,
    ["Between them", "Lay the paper back as the page named “by hand” shows"],
  ];
}
