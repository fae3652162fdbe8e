/** What Pillow does in C: pictures as arrays of bytes, row by row, so many bands to the pixel. */
const pixels = {
  blank: (length, level) => new Uint8Array(length).fill(level),

  /** The pixels with some of their bands, which may be repeated. */
  picked(data, bands, which) {
    const made = new Uint8Array((data.length / bands) * which.length);
    let to = 0;
    for (let at = 0; at < data.length; at += bands) {
      for (const band of which) made[to++] = data[at + band];
    }
    return made;
  },

  /** Red, green and blue as grey (ITU-R 601), rounded as Pillow does. */
  grey(data) {
    const made = new Uint8Array(data.length / 3);
    for (let to = 0, at = 0; to < made.length; to += 1, at += 3) {
      made[to] = (data[at] * 19595 + data[at + 1] * 38470 + data[at + 2] * 7471 + 0x8000) >> 16;
    }
    return made;
  },

  mapped: (data, table) => data.map((level) => table[level]),

  differences: (one, other) => one.map((level, at) => level - other[at]),

  joined(data, bands, alpha) {
    const made = new Uint8Array(data.length + alpha.length);
    for (let pixel = 0, to = 0; pixel < alpha.length; pixel += 1) {
      for (let band = 0; band < bands; band += 1) made[to++] = data[pixel * bands + band];
      made[to++] = alpha[pixel];
    }
    return made;
  },

  /** Lays a picture into another, its left top corner at x, y. */
  paste(into, width, height, data, ownWidth, ownHeight, x, y, bands) {
    const across = Math.min(ownWidth, width - x) * bands;
    for (let row = 0; row < Math.min(ownHeight, height - y); row += 1) {
      const start = row * ownWidth * bands;
      into.set(data.subarray(start, start + across), ((y + row) * width + x) * bands);
    }
  },

  composed(over, under, mask, bands) {
    return over.map((level, at) => {
      const cover = mask[Math.floor(at / bands)];
      const mixed = level * cover + under[at] * (255 - cover) + 128;
      return ((mixed >> 8) + mixed) >> 8;
    });
  },

  nearest(data, width, height, bands, toWidth, toHeight) {
    const made = new Uint8Array(toWidth * toHeight * bands);
    for (let y = 0, to = 0; y < toHeight; y += 1) {
      const row = Math.floor(((y + 0.5) * height) / toHeight) * width;
      for (let x = 0; x < toWidth; x += 1) {
        const at = (row + Math.floor(((x + 0.5) * width) / toWidth)) * bands;
        for (let band = 0; band < bands; band += 1) made[to++] = data[at + band];
      }
    }
    return made;
  },

  /** The mean of what each pixel covers, first across and then down. */
  boxed(data, width, height, bands, toWidth, toHeight) {
    const across = meansOfRows(data, width, height, bands, toWidth);
    const turned = pixels.turned(across, toWidth, height, bands, 5);
    const down = meansOfRows(turned, height, toWidth, bands, toHeight);
    return pixels.turned(down, toHeight, toWidth, bands, 5);
  },

  /** The pixels upright that stand as an orientation of Exif says. */
  turned(data, width, height, bands, orientation) {
    const made = new Uint8Array(data.length);
    const [toWidth, toHeight] = orientation >= 5 ? [height, width] : [width, height];
    for (let y = 0, to = 0; y < toHeight; y += 1) {
      for (let x = 0; x < toWidth; x += 1) {
        const [column, row] = SOURCES[orientation](x, y, width - 1, height - 1);
        const at = (row * width + column) * bands;
        for (let band = 0; band < bands; band += 1) made[to++] = data[at + band];
      }
    }
    return made;
  },

  /** Rows as PNG has them, each pixel less the one before it. */
  filtered(data, width, height, bands) {
    const across = width * bands;
    const made = new Uint8Array((across + 1) * height);
    for (let row = 0, to = 0, at = 0; row < height; row += 1) {
      made[to++] = 1;
      for (let x = 0; x < across; x += 1, at += 1) {
        made[to++] = data[at] - (x < bands ? 0 : data[at - bands]);
      }
    }
    return made;
  },

  /** Black or white, a bit each, with the error spread as Floyd and Steinberg do. */
  dithered(data, width, height) {
    const bytes = Math.ceil(width / 8);
    const made = new Uint8Array(bytes * height);
    const errors = new Int32Array(width + 1);
    for (let y = 0; y < height; y += 1) {
      let left = 0, before = 0, corner = 0;
      for (let x = 0; x < width; x += 1) {
        const wanted = data[y * width + x] + Math.trunc((left + errors[x + 1]) / 16);
        const level = Math.max(0, Math.min(255, wanted));
        const white = level > 128;
        if (white) made[y * bytes + (x >> 3)] |= 0x80 >> (x & 7);
        left = level - (white ? 255 : 0);
        const twice = left * 2, next = left;
        left += twice; errors[x] = left + corner;
        left += twice; corner = left + before;
        before = next;
        left += twice;
      }
      errors[width] = corner;
    }
    return made;
  },
};

/** Where a pixel at x, y comes from, by the orientation. */
const SOURCES = {
  1: (x, y) => [x, y],
  2: (x, y, right) => [right - x, y],
  3: (x, y, right, bottom) => [right - x, bottom - y],
  4: (x, y, right, bottom) => [x, bottom - y],
  5: (x, y) => [y, x],
  6: (x, y, right, bottom) => [y, bottom - x],
  7: (x, y, right, bottom) => [right - y, bottom - x],
  8: (x, y, right) => [right - y, x],
};

function meansOfRows(data, width, height, bands, toWidth) {
  const made = new Uint8Array(toWidth * height * bands);
  const step = width / toWidth;
  for (let x = 0; x < toWidth; x += 1) {
    // As Pillow has it: each pixel whose middle is covered, and of none the nearest.
    const start = Math.min(width - 1, Math.max(0, Math.round(x * step)));
    const end = Math.max(start + 1, Math.min(width, Math.round((x + 1) * step)));
    for (let row = 0; row < height; row += 1) {
      for (let band = 0; band < bands; band += 1) {
        let sum = 0;
        for (let at = start; at < end; at += 1) sum += data[(row * width + at) * bands + band];
        made[(row * toWidth + x) * bands + band] = Math.round(sum / (end - start));
      }
    }
  }
  return made;
}
