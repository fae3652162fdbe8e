/** Files packed into one ZIP, as they are: pictures are compressed already. */

const table = Uint32Array.from({ length: 256 }, (_, start) => {
  let value = start;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value;
});

function checksum(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = table[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** The numbers as bytes, each of so many, the lowest first. */
function packed(...pairs) {
  return pairs.flatMap(([value, size]) =>
    Array.from({ length: size }, (_, at) => (value >>> (8 * at)) & 0xff),
  );
}

const JANUARY_1980 = 0x21; // the day of all files, so that the same ones make the same ZIP
const UTF_8 = 0x800; // the flag of a name that is written so

/** The bytes of a ZIP of files, by their names. */
export function zipOf(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, bytes] of Object.entries(files)) {
    const written = new TextEncoder().encode(name);
    const facts = packed(
      [20, 2],
      [UTF_8, 2],
      [0, 2],
      [0, 2],
      [JANUARY_1980, 2],
      [checksum(bytes), 4],
      [bytes.length, 4],
      [bytes.length, 4],
      [written.length, 2],
      [0, 2],
    );
    const head = Uint8Array.from([...packed([0x04034b50, 4]), ...facts]);
    parts.push(head, written, bytes);
    directory.push(
      Uint8Array.from([
        ...packed([0x02014b50, 4], [20, 2]),
        ...facts,
        ...packed([0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]),
      ]),
      written,
    );
    offset += head.length + written.length + bytes.length;
  }
  const count = Object.keys(files).length;
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Uint8Array.from(
    packed([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [size, 4], [offset, 4], [0, 2]),
  );
  return joined([...parts, ...directory, end]);
}

function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
