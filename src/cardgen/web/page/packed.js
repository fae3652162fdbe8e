/** Bytes as they travel: as text, or compressed. */

/** The bytes that a text in base64 stands for. */
export function fromBase64(text) {
  const signs = atob(text);
  const bytes = new Uint8Array(signs.length);
  for (let at = 0; at < signs.length; at += 1) bytes[at] = signs.charCodeAt(at);
  return bytes;
}

/** Bytes as a text in base64. */
export function toBase64(bytes) {
  let text = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    text += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(text);
}

/** What was compressed with gzip, as a response that reads it. */
export const unpacked = (blob) =>
  new Response(blob.stream().pipeThrough(new DecompressionStream("gzip")));
