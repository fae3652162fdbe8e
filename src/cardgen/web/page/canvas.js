/** Faces as PNG files, drawn by this browser where cardgen has nothing to draw them with. */
import { card } from "./state.js";

/** The files of faces by their names, so many pixels along the longer edge. */
export async function picturesOf(faces, pixels) {
  const files = {};
  for (const face of faces) files[nameOf(face)] = await pictureOf(face, pixels);
  return files;
}

/** The name of a face's file, as cardgen has it. */
function nameOf({ card: id, side }) {
  const number = card(id).number ?? 0;
  return `${String(number).padStart(2, "0")}-${id}-${side}.png`;
}

async function pictureOf({ svg, width, height }, pixels) {
  const scale = pixels / Math.max(width, height);
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const image = new Image(Math.round(width * scale), Math.round(height * scale));
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(url);
  const blob = await new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  return new Uint8Array(await blob.arrayBuffer());
}
