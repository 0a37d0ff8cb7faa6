/** The width and height of an image in pixels. */
export const SIDE = 28;

/** Draws smooth pen strokes into one image of ink. */
export interface DigitPen {
  /** The ink of each pixel, row by row: 0 is paper, 1 or more is full ink. */
  readonly ink: Float64Array;
  /** Takes all ink off the paper. */
  clear(): void;
  /**
   * Draws a Catmull-Rom spline through some points.
   *
   * @param points x, y and the pen's radius of each point, in pixels.
   * @param first The number of the first point.
   * @param last The number of the last point, above `first`.
   * @param softness The width in pixels over which the edge fades.
   */
  stroke(points: Float64Array, first: number, last: number, softness: number): void;
}

/** How far, in pixels, the straight pieces that stand for a curve may leave it. */
const TOLERANCE = 0.2;
/** Of one stroke. Points in an image lie within 28 pixels, so that a span has at most 14 pieces. */
const MOST_PIECES = 512;

/** Creates a pen with clean paper. */
export function digitPen(): DigitPen {
  const ink = new Float64Array(SIDE * SIDE);
  const path = new Float64Array(3 * (MOST_PIECES + 1));
  return {
    ink,
    clear: () => void ink.fill(0),
    stroke(points, first, last, softness) {
      const pieces = flatten(points, first, last, path);
      for (let piece = 0; piece < pieces; piece++) paint(path, piece, softness, ink);
    },
  };
}

/** Writes x, y and radius of the ends of straight pieces into `path`; returns how many pieces. */
function flatten(points: Float64Array, first: number, last: number, path: Float64Array): number {
  let at = 0;
  for (let point = first; point < last; point++) {
    const p1 = 3 * point;
    const p2 = p1 + 3;
    const p0 = point > first ? p1 - 3 : p1;
    const p3 = point + 1 < last ? p2 + 3 : p2;
    const x1 = points[p1], x2 = points[p2];
    const y1 = points[p1 + 1], y2 = points[p2 + 1];
    // The tangents at both ends of the span.
    const mx1 = (x2 - points[p0]) / 2, mx2 = (points[p3] - x1) / 2;
    const my1 = (y2 - points[p0 + 1]) / 2, my2 = (points[p3 + 1] - y1) / 2;
    // A chord leaves a curve by at most an eighth of the second derivative, which runs linearly
    // between its values at the ends.
    const ax = 6 * (x2 - x1), ay = 6 * (y2 - y1);
    const bend2 = Math.max(
      squaredLength(ax - 4 * mx1 - 2 * mx2, ay - 4 * my1 - 2 * my2),
      squaredLength(2 * mx1 + 4 * mx2 - ax, 2 * my1 + 4 * my2 - ay),
    );
    const pieces = Math.max(1, Math.ceil(Math.sqrt(Math.sqrt(bend2) / (8 * TOLERANCE))));
    for (let index = point === first ? 0 : 1; index <= pieces; index++) {
      const t = index / pieces;
      const s = 1 - t;
      const w1 = s * s * (1 + 2 * t), w2 = t * t * (1 + 2 * s);
      const v1 = s * s * t, v2 = t * t * s;
      path[at++] = w1 * x1 + w2 * x2 + v1 * mx1 - v2 * mx2;
      path[at++] = w1 * y1 + w2 * y2 + v1 * my1 - v2 * my2;
      path[at++] = s * points[p1 + 2] + t * points[p2 + 2];
    }
  }
  return at / 3 - 1;
}

/** Inks one straight piece, along which the pen's radius runs from one value to another. */
function paint(path: Float64Array, piece: number, softness: number, ink: Float64Array): void {
  const start = 3 * piece;
  const x0 = path[start], x1 = path[start + 3];
  const y0 = path[start + 1], y1 = path[start + 4];
  const radius = path[start + 2];
  const dx = x1 - x0, dy = y1 - y0;
  const widening = path[start + 5] - radius;
  const reach = Math.max(radius, radius + widening) + softness / 2;
  const length2 = squaredLength(dx, dy) + 1e-9;
  const perLength2 = 1 / length2;
  const perSoftness = 1 / softness;
  const left = Math.max(0, Math.min(x0, x1) - reach);
  const right = Math.min(SIDE - 1, Math.max(x0, x1) + reach);
  const top = Math.max(0, Math.min(y0, y1) - reach) | 0;
  const bottom = Math.min(SIDE - 1, Math.max(y0, y1) + reach) | 0;
  // In each row only the pixels within reach of the line count: for slanting pieces far fewer.
  const slope = dx / (dy + 1e-9);
  const halfWidth = reach * Math.sqrt(length2) / (Math.abs(dy) + 1e-9);
  for (let row = top; row <= bottom; row++) {
    const py = row + 0.5 - y0;
    const middle = x0 + py * slope;
    const from = Math.max(left, middle - halfWidth) | 0;
    const to = Math.min(right, middle + halfWidth) | 0;
    for (let column = from; column <= to; column++) {
      const px = column + 0.5 - x0;
      // Clamping to [0, 1] and taking the larger by absolute values: the branches of Math.min and
      // Math.max are mispredicted here, at a sixth of the whole time.
      const place = (px * dx + py * dy) * perLength2;
      const along = (1 + Math.abs(place) - Math.abs(place - 1)) / 2;
      const ex = px - along * dx;
      const ey = py - along * dy;
      const depth = radius + along * widening - Math.sqrt(ex * ex + ey * ey);
      const here = depth * perSoftness + 0.5;
      const pixel = row * SIDE + column;
      const there = ink[pixel];
      ink[pixel] = (here + there + Math.abs(here - there)) / 2;
    }
  }
}

function squaredLength(x: number, y: number): number {
  return x * x + y * y;
}
