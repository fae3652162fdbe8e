/**
 * PNG as it is stored. A canvas multiplies colours by their alpha, and loses them where it is low;
 * readers of PDF would show that at the edges of what is transparent.
 */

const ADAM7 = [
  [0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2],
];
const BANDS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }; // by the type of colour (PNG, 11.2.1)

const isPng = (bytes) => bytes[0] === 0x89 && bytes[1] === 0x50;

/** Resolves to the pixels in red, green, blue and alpha, a byte each; fails for a damaged file. */
async function pngPixels(bytes) {
  const { head, palette, alphas, packed } = pngParts(bytes);
  const [width, height] = [head.getUint32(0), head.getUint32(4)];
  const [depth, colour, interlaced] = [head.getUint8(8), head.getUint8(9), head.getUint8(12)];
  const stream = new Blob(packed).stream().pipeThrough(new DecompressionStream("deflate"));
  const data = new Uint8Array(await new Response(stream).arrayBuffer());
  const made = new Uint8Array(width * height * 4);
  const bands = BANDS[colour];
  const put = painter(colour, depth, palette, alphas);
  let start = 0;
  for (const [left, top, across, down] of interlaced ? ADAM7 : [[0, 0, 1, 1]]) {
    const columns = Math.ceil((width - left) / across);
    if (columns <= 0) continue;
    const length = Math.ceil((columns * bands * depth) / 8);
    let above = new Uint8Array(length);
    for (let y = top; y < height; y += down) {
      const row = data.subarray(start + 1, start + 1 + length);
      if (row.length < length) throw new RangeError("the picture is cut off");
      unfilter(data[start], row, above, Math.max(1, (bands * depth) >> 3));
      for (let column = 0, x = left; column < columns; column += 1, x += across) {
        put(made, (y * width + x) * 4, row, column * bands);
      }
      above = row;
      start += 1 + length;
    }
  }
  return made;
}

function pngParts(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const found = { head: null, palette: [], alphas: [], packed: [] };
  for (let at = 8; at < bytes.length; at += 12 + view.getUint32(at)) {
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const body = bytes.subarray(at + 8, at + 8 + view.getUint32(at));
    if (kind === "IHDR") found.head = new DataView(body.buffer, body.byteOffset, body.length);
    if (kind === "PLTE") found.palette = body;
    if (kind === "tRNS") found.alphas = body;
    if (kind === "IDAT") found.packed.push(body);
  }
  return found;
}

/** Undoes the filter of a row in place (PNG, 9.2). */
function unfilter(kind, row, above, step) {
  for (let at = 0; at < row.length; at += 1) {
    const left = at < step ? 0 : row[at - step];
    const corner = at < step ? 0 : above[at - step];
    if (kind === 1) row[at] += left;
    else if (kind === 2) row[at] += above[at];
    else if (kind === 3) row[at] += (left + above[at]) >> 1;
    else if (kind === 4) row[at] += paeth(left, above[at], corner);
  }
}

function paeth(left, up, corner) {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

/** What writes the pixel that begins with a sample of a row, of 16 bits the upper eight. */
function painter(colour, depth, palette, alphas) {
  const most = (1 << depth) - 1;
  const sample = (row, at) => {
    if (depth === 8) return row[at];
    if (depth === 16) return (row[2 * at] << 8) | row[2 * at + 1];
    return (row[(at * depth) >> 3] >> (8 - depth - ((at * depth) & 7))) & most;
  };
  const level = (value) => (depth === 16 ? value >> 8 : Math.round((value * 255) / most));
  const key = [0, 2, 4].map((at) => (alphas[at] << 8) | alphas[at + 1]); // the clear colour
  const isClear = (values) => alphas.length > 0 && values.every((value, at) => value === key[at]);
  return (made, to, row, at) => {
    const first = sample(row, at);
    if (colour === 3) {
      made.set([...palette.subarray(3 * first, 3 * first + 3), alphas[first] ?? 255], to);
    } else if (colour === 0 || colour === 4) {
      const alpha = colour === 4 ? level(sample(row, at + 1)) : isClear([first]) ? 0 : 255;
      made.fill(level(first), to, to + 3);
      made[to + 3] = alpha;
    } else {
      const rest = [sample(row, at + 1), sample(row, at + 2)];
      made[to] = level(first);
      made[to + 1] = level(rest[0]);
      made[to + 2] = level(rest[1]);
      if (colour === 6) made[to + 3] = level(sample(row, at + 3));
      else made[to + 3] = isClear([first, ...rest]) ? 0 : 255;
    }
  };
}
