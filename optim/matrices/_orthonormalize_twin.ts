/** The plain form of `orthonormalize`, for columns that do not depend on each other, column by column, in its order of sums. */
export function orthonormalizeTwin(columns: Float64Array, n: number): void {
  const dot = (a: number, b: number) => {
    const sums = [0, 0, 0, 0];
    for (let k = 0; k < n; k++) {
      const isWhole = k < n - n % 4;
      sums[isWhole ? k % 4 : 0] += columns[a * n + k] * columns[b * n + k];
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  };
  const length = (j: number) => {
    let squares = 0;
    for (let k = 0; k < n; k++) squares += columns[j * n + k] * columns[j * n + k];
    return Math.sqrt(squares);
  };
  for (let j = 0; j < n; j++) {
    let before = length(j), after = 0;
    while (!(after > 0.5 * before)) {
      if (after > 0) before = 1;
      for (let i = 0; i < j; i++) {
        const product = dot(i, j);
        for (let k = 0; k < n; k++) columns[j * n + k] -= product * columns[i * n + k];
      }
      after = length(j);
      for (let k = 0; k < n; k++) columns[j * n + k] /= after;
    }
  }
}
