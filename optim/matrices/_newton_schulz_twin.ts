/** The iteration in plain TypeScript, by `A = X Xᵀ` whatever the extents. */
export function newtonSchulzTwin(x: number[], rows: number): number[] {
  const columns = x.length / rows;
  const norm = Math.sqrt(x.reduce((sum, each) => sum + each * each, 0)) + 1e-7;
  const times = (a: number[], b: number[], n: number) =>
    Array.from({ length: rows * n }, (_, place) => {
      const i = Math.floor(place / n), j = place % n;
      let sum = 0;
      for (let k = 0; k < b.length / n; k++) sum += a[i * (b.length / n) + k] * b[k * n + j];
      return sum;
    });
  const transposed = (a: number[]) =>
    Array.from(
      { length: a.length },
      (_, place) => a[(place % rows) * columns + Math.floor(place / rows)],
    );
  let y = x.map((each) => each / norm);
  for (let round = 0; round < 5; round++) {
    const gram = times(y, transposed(y), rows), square = times(gram, gram, rows);
    const mixed = gram.map((each, place) => -4.775 * each + 2.0315 * square[place]);
    const change = times(mixed, y, columns);
    y = y.map((each, place) => 3.4445 * each + change[place]);
  }
  return y;
}
