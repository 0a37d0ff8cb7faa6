import type { RandomStream } from "@descent/core";
import { digitPen, SIDE } from "./_digit_pen.ts";
import { digitStyles } from "./_digit_styles.ts";

const PIXELS = SIDE * SIDE;
/** Each image takes its noise from a random place of a strip of so many grains. */
const GRAINS = 16384;
const MOST_POINTS = Math.max(...digitStyles.flat().map((style) => style.flat().length / 2));

/** Draws an image into the 28 x 28 pixels from `start` on, and tells which digit it is. */
export type DigitArtist = (pixels: Uint8Array, start: number) => number;

/** Creates an artist who draws the digit that the stream's next numbers describe. */
export function digitArtist(stream: RandomStream): DigitArtist {
  const pen = digitPen();
  const { ink } = pen;
  const points = new Float64Array(3 * MOST_POINTS);
  const grains = new Float64Array(GRAINS + PIXELS);
  stream.split("grain").fillNormal(grains);

  const between = (low: number, high: number): number =>
    low + (high - low) * (stream.uint32() / 4294967296);
  /** From −size to size, small values more often: the sum of the word's two halves. */
  const around = (size: number): number => {
    const word = stream.uint32();
    return size * (((word & 0xffff) + (word >>> 16)) / 65535 - 1);
  };

  return (pixels, start) => {
    const label = Math.floor(between(0, 10));
    const styles = digitStyles[label];
    const style = styles[Math.floor(between(0, styles.length))];

    // The linear part of the warp: size, then slant, then rotation, with the half angle's tangent
    // as the parameter because sine and cosine follow from it by exactly rounded operations alone.
    const height = between(7.5, 10.2);
    const width = height * between(0.75, 1.2);
    const slant = -0.12 + around(0.4);
    const tangent = around(0.16);
    const cosine = (1 - tangent * tangent) / (1 + tangent * tangent);
    const sine = 2 * tangent / (1 + tangent * tangent);
    // The elastic part: a quadratic map bends, tapers and bulges the strokes.
    const xx = around(0.2), xy = around(0.25), yy = around(0.22);
    const vxx = around(0.2), vxy = around(0.2), vyy = around(0.18);
    const tremble = between(0.2, 1) * 0.09;
    const penRadius = between(0.7, 1.75);
    const pressure = between(0, 0.3);

    let at = 0;
    let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
    for (const stroke of style) {
      for (let index = 0; index < stroke.length; index += 2) {
        const x = stroke[index] + around(tremble);
        const y = stroke[index + 1] + around(tremble);
        const bentX = x + xx * x * x + xy * x * y + yy * y * y;
        const bentY = y + vxx * x * x + vxy * x * y + vyy * y * y;
        const u = width * (bentX + slant * bentY);
        const v = height * bentY;
        const px = cosine * u - sine * v;
        const py = sine * u + cosine * v;
        points[at++] = px;
        points[at++] = py;
        points[at++] = penRadius * (1 + around(pressure));
        left = Math.min(left, px);
        right = Math.max(right, px);
        top = Math.min(top, py);
        bottom = Math.max(bottom, py);
      }
    }
    const room = 1.2 + penRadius;
    const roomX = Math.max(0, (SIDE - (right - left)) / 2 - room);
    const roomY = Math.max(0, (SIDE - (bottom - top)) / 2 - room);
    const shiftX = SIDE / 2 - (left + right) / 2 + around(Math.min(roomX, 2.8));
    const shiftY = SIDE / 2 - (top + bottom) / 2 + around(Math.min(roomY, 2.8));
    for (let index = 0; index < at; index += 3) {
      points[index] += shiftX;
      points[index + 1] += shiftY;
    }

    pen.clear();
    const softness = between(0.9, 2);
    let first = 0;
    for (const stroke of style) {
      const next = first + stroke.length / 2;
      pen.stroke(points, first, next - 1, softness);
      first = next;
    }

    const paper = between(0, 18);
    const contrast = between(185, 255) - paper;
    const noise = between(0, 10);
    const grain = Math.floor(between(0, GRAINS));
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      const light = paper + noise * grains[grain + pixel];
      const inked = Math.min(1, ink[pixel]);
      const value = (light + Math.abs(light)) / 2 + contrast * inked + 0.5;
      pixels[start + pixel] = value > 255 ? 255 : value;
    }
    return label;
  };
}
