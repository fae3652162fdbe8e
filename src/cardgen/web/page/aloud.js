/** Reads words aloud with the voices of this computer; others would send the words away. */

const synthesis = globalThis.speechSynthesis;
const languages = globalThis.Intl?.DisplayNames
  ? new Intl.DisplayNames(["en-GB"], { type: "language" })
  : null;

/** Calls back now, and again when voices are found, which some browsers do late. */
export function whenVoicesAreKnown(callback) {
  synthesis?.addEventListener?.("voiceschanged", callback);
  callback();
}

function voiceFor(language) {
  const own = (synthesis?.getVoices() ?? []).filter((voice) => voice.localService);
  const start = language.slice(0, 2).toLowerCase();
  const tag = (voice) => voice.lang.replace("_", "-");
  return (
    own.find((voice) => tag(voice) === language) ??
    own.find((voice) => tag(voice).toLowerCase().startsWith(start))
  );
}

/** Why words in a language cannot be read aloud here, or nothing if they can. */
export function whySilent(language) {
  if (voiceFor(language)) return "";
  const name = languages?.of(language.slice(0, 2)) ?? language;
  return (
    `This computer has no ${name} voice of its own, and no other is used: ` +
    "it would send the words away."
  );
}

/** Reads texts aloud, one after another; calls back at the end or when another is read. */
export function readAloud(texts, language, whenDone) {
  stopReading();
  const spoken = texts.map((text) => new SpeechSynthesisUtterance(text));
  for (const one of spoken) {
    one.voice = voiceFor(language);
    one.lang = language;
    one.addEventListener("error", whenDone);
    synthesis.speak(one);
  }
  spoken.at(-1)?.addEventListener("end", whenDone);
}

/** Falls silent. */
export function stopReading() {
  synthesis?.cancel();
}
