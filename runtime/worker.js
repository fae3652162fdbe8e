/**
 * Answers the questions of the page with cardgen in Python. It is a classic script, since browsers
 * refuse modules in pages that come from a file.
 *
 * The first message holds the parts: { parts: { wasm, stdlib, libraries, program, project } }, each
 * an ArrayBuffer; wasm and stdlib are compressed with gzip. { ready: seconds } says that it can
 * answer. From then on each { question, given, files } is answered by { data, files }, in turn.
 * Where cardgen itself has failed, { stopped } is what to say instead, and the worker is of no more
 * use.
 */

const NOWHERE = "engine:/"; // where Pyodide believes that its files are
const DECK = "/project";
const PAUSE = 500; // milliseconds for questions that waited for Python
const MOST_KEPT = 300e6; // bytes of decoded pictures between two questions

// By this, Pyodide tells what kind of worker it is in, and it would refuse this one.
self.importScripts = undefined;

const pictures = new Map(); // decoded, or false where they cannot be, by the digest of their bytes
const wanted = new Map();

let asked = start();

/** Resolves to the function that answers, once the parts are there and Python has started. */
async function start() {
  const { parts } = await new Promise((resolve) => {
    self.onmessage = ({ data }) => resolve(data);
  });
  self.onmessage = ({ data }) => {
    asked = asked.then((answer) => reply(answer, data));
  };
  const began = performance.now();
  try {
    const answer = await boot(parts);
    self.postMessage({ ready: (performance.now() - began) / 1000 });
    setTimeout(() => {
      asked = asked.then(warm);
    }, PAUSE);
    return answer;
  } catch (error) {
    return self.postMessage({ stopped: inWords(error) });
  }
}

/** Makes a PDF for nobody, so that the first that is asked for does not wait for its modules. */
function warm(answer) {
  try {
    answer("build", "{}", {})?.destroy();
  } catch {
    // Whoever asks for it is told what is wrong.
  }
  wanted.clear();
  return answer;
}

async function boot(parts) {
  serve({
    "pyodide.asm.wasm": new Response(unpacked(parts.wasm), {
      headers: { "Content-Type": "application/wasm" },
    }),
    "python_stdlib.zip": new Response(unpacked(parts.stdlib)),
  });
  const python = await self.loadPyodide({
    indexURL: NOWHERE,
    createPyodideModule: self.createPyodideModule,
    lockFileContents: self.packageIndex,
    packageBaseUrl: NOWHERE,
    env: { HOME: "/home/user" },
  });
  python.registerJsModule("browser", { ...pixels, decoded: (key) => pictures.get(key), want });
  for (const name of ["libraries", "program", "project"]) {
    python.FS.writeFile(`/${name}`, new Uint8Array(parts[name]));
  }
  python.runPython(UNPACK);
  return python.pyimport("answers").answered;
}

const UNPACK = `
import io, os, site, zipfile
from compression import zstd

def taken(part):
    with open(part, "rb") as file:
        data = file.read()
    os.remove(part)
    return data

for part in ("/libraries", "/program"):
    packages = io.BytesIO(zstd.decompress(taken(part)))
    zipfile.ZipFile(packages).extractall(site.getsitepackages()[0])
zipfile.ZipFile(io.BytesIO(taken("/project"))).extractall("${DECK}")
os.chdir("${DECK}")
`;

/** Gives Pyodide what it fetches, each once, and refuses all else: there is no network here. */
function serve(responses) {
  self.fetch = async (address) => {
    const name = String(address).slice(NOWHERE.length);
    if (!(name in responses)) throw new TypeError(`cardgen fetches nothing: ${address}`);
    return responses[name];
  };
}

function unpacked(buffer) {
  return new Blob([buffer]).stream().pipeThrough(new DecompressionStream("gzip"));
}

/** Answers one question, and hands back the function that answers the next. */
async function reply(answer, { question, given, files }) {
  try {
    const [data, made] = await answered(answer, question, JSON.stringify(given), files);
    const own = Object.fromEntries(made);
    const buffers = Object.values(own).map((bytes) => bytes.buffer);
    self.postMessage({ data: JSON.parse(data), files: own }, buffers);
  } catch (error) {
    self.postMessage({ stopped: inWords(error) });
  }
  forget();
  return answer;
}

/** Asks Python, again after each picture that has to be decoded first. */
async function answered(answer, question, given, files) {
  for (;;) {
    const found = answer(question, given, files);
    if (found) {
      const made = found.toJs();
      found.destroy();
      return made;
    }
    for (const [key, bytes] of wanted) pictures.set(key, await decode(bytes));
    wanted.clear();
  }
}

function inWords(error) {
  const text = String(error.message ?? error).trim();
  if (error instanceof RangeError || /MemoryError|out of memory|out of bounds/.test(text)) {
    return "This browser has too little memory for that. Choose fewer cards or smaller pictures.";
  }
  return `cardgen has made a mistake and could not go on: ${text.split("\n").at(-1)}`;
}

/** Notes a picture that Python cannot go on without. */
function want(key, bytes) {
  wanted.set(key, bytes.slice());
}

/** Resolves to the pixels in red, green, blue and alpha, or to false where the file is damaged. */
async function decode(bytes) {
  try {
    return isPng(bytes) && !hasProfile(bytes) ? await pngPixels(bytes) : await drawn(bytes);
  } catch {
    return false;
  }
}

/** Whether the browser has to convert its colours: the profile stands before all else. */
function hasProfile(bytes) {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 99)).includes("iCCP");
}

/** Resolves to the pixels of a picture as the browser shows it. */
async function drawn(bytes) {
  const bitmap = await createImageBitmap(new Blob([bytes]), { premultiplyAlpha: "none" });
  const { width, height } = bitmap;
  const context = new OffscreenCanvas(width, height).getContext("2d", { colorSpace: "srgb" });
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return new Uint8Array(context.getImageData(0, 0, width, height).data.buffer);
}

function forget() {
  let size = 0;
  for (const data of pictures.values()) size += data?.length ?? 0;
  if (size > MOST_KEPT) pictures.clear();
}
