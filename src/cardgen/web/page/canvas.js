/** Faces as PNG files, drawn by this browser where cardgen has nothing to draw them with. */
import { card, state } from "./state.js";

const MM_PER_INCH = 25.4;

/** The files of faces by their names as cardgen has them, so many pixels along the longer edge. */
export function screenPictures(faces, pixels) {
  const size = ({ width, height }) => {
    const scale = pixels / Math.max(width, height);
    return [Math.round(width * scale), Math.round(height * scale)];
  };
  const figures = Math.max(2, ...state.deck.cards.map((own) => String(own.number ?? 0).length));
  const number = (id) => padded(card(id).number ?? 0, figures);
  return pictures(faces, size, ({ card: id, side }) => `${number(id)}-${plain(id)}-${side}.png`);
}

/** The same for a print shop, numbered by cards, at a resolution in pixels to the inch. */
export function shopPictures(faces, ppi) {
  // As many whole pixels as it takes, but not for what rounding adds to a length.
  const whole = (mm) => Math.ceil((mm * ppi) / MM_PER_INCH - 0.01);
  const ids = [...new Set(faces.map((face) => face.card))];
  const name = ({ card: id, side }) => `${padded(ids.indexOf(id) + 1, 3)}-${plain(id)}-${side}.png`;
  return pictures(faces, ({ width, height }) => [whole(width), whole(height)], name);
}

const padded = (number, figures) => String(number).padStart(figures, "0");

const plain = (id) => id.replaceAll(":", "-"); // which no name of a file can have

async function pictures(faces, sizeOf, nameOf) {
  const files = {};
  for (const face of faces) files[nameOf(face)] = await pictureOf(face.svg, ...sizeOf(face));
  return files;
}

async function pictureOf(svg, width, height) {
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  const image = new Image(width, height);
  image.src = url;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { alpha: false });
  context.fillStyle = "#fff";
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0, width, height);
  URL.revokeObjectURL(url);
  const blob = await new Promise((resolve) => {
    canvas.toBlob(resolve, "image/png");
  });
  return new Uint8Array(await blob.arrayBuffer());
}
