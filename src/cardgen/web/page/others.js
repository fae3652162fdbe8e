/** What this browser keeps for other decks, or was put aside: offered as files, or cleared. */
import { counted, download, fill, make, say } from "./dom.js";
import { dateInWords, forget, kept, othersKept } from "./keep.js";

const TITLES = { words: "Changes kept for", workshop: "A workshop kept for" };

/** A list of what is kept of a kind for others; save resolves to the answer with it as a file. */
export function keptForOthers(kind, save) {
  const list = make("ul", { className: "plain" });
  const part = make(
    "div",
    {},
    make("p", { className: "hint" }, "Also kept in this browser:"),
    list,
  );
  const show = () => {
    const names = othersKept(kind);
    part.hidden = !names.length;
    fill(list, ...names.map(row));
  };
  const row = (name) => {
    const title = `${TITLES[kind]} ${name.slice(`${kind} of `.length)}`;
    const away = () => {
      forget(name);
      show();
      say("This browser does not keep it any more.");
    };
    return rowOf(title, kept(name), save, away);
  };
  show();
  return part;
}

function rowOf(title, { value, until }, save, away) {
  const button = (words, onclick) => {
    const named = { className: "quiet", "aria-label": `${words}: ${title}` };
    return make("button", { type: "button", onclick, ...named }, words);
  };
  const toFile = async () => {
    const { data, files } = await save(value);
    if (data.stopped) return say(`It could not be saved: ${data.stopped}`);
    for (const [called, bytes] of Object.entries(files)) download(called, bytes);
    say(`${counted(Object.keys(files).length, "file")} of it is in your downloads.`);
  };
  return make(
    "li",
    {},
    `${title}${until ? `, until ${dateInWords(until)}` : ""} `,
    button("Save it as a file", toFile),
    " ",
    button("Clear it", away),
  );
}
