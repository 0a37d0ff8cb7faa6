/** Products of tensors with matrices along an axis, in plain TypeScript, element by element. */

const range = (n: number) => Array.from({ length: n }, (_, i) => i);

/** The places of an axis: its extent, the distance of neighbours, and the coordinate of an element. */
function axisOf(shape: readonly number[], axis: number) {
  const n = shape[axis], stride = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  return { n, stride, at: (place: number) => Math.floor(place / stride) % n };
}

/** `yᵢ = Σₖ Mᵢₖ·xₖ` along the axis, or with the transpose of M. */
export function modeProduct(
  x: readonly number[],
  { shape, axis, matrix, isTransposed = false }: {
    readonly shape: readonly number[];
    readonly axis: number;
    readonly matrix: readonly number[];
    readonly isTransposed?: boolean;
  },
): number[] {
  const { n, stride, at } = axisOf(shape, axis);
  return x.map((_, place) => {
    const i = at(place), first = place - i * stride;
    return range(n).reduce((sum, k) => {
      const factor = isTransposed ? matrix[k * n + i] : matrix[i * n + k];
      return sum + factor * x[first + k * stride];
    }, 0);
  });
}

/** `Mᵢₖ = Σ xᵢ·xₖ` over all other axes. */
export function modeGram(x: readonly number[], shape: readonly number[], axis: number): number[] {
  const { n, stride, at } = axisOf(shape, axis);
  const gram = new Array<number>(n * n).fill(0);
  x.forEach((each, place) => {
    const i = at(place), first = place - i * stride;
    for (const k of range(n)) gram[i * n + k] += each * x[first + k * stride];
  });
  return gram;
}

/** The tensor with the places along the axis in another order. */
export function modeOrder(
  x: readonly number[],
  shape: readonly number[],
  axis: number,
  order: readonly number[],
): number[] {
  const { stride, at } = axisOf(shape, axis);
  return x.map((_, place) => x[place + (order[at(place)] - at(place)) * stride]);
}
