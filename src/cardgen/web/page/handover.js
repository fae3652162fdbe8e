/** Hands finished files over, with the settings of the print dialog said once more. */
import { counted, download, fill, make, say } from "./dom.js";

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

/**
 * What to do about a file that no browser can make: the command that makes it, and the ready-made
 * file if there is one whose name begins so.
 */
export function madeElsewhere(why, command, name) {
  const links = [...document.querySelectorAll("#ready-made-list a")];
  const ready = links.find((link) => link.pathname.split("/").pop().startsWith(name));
  const more = ready
    ? make("a", { href: ready.href, download: "" }, "Or take the ready-made file of the whole deck")
    : null;
  return make(
    "div",
    { className: "elsewhere" },
    make("p", {}, `${why} Where cardgen is installed, this command makes it:`),
    make("p", {}, make("code", {}, command)),
    more,
  );
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
