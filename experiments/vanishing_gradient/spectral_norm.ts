const MOST_ROUNDS = 5000;
/** Relative growth in a round below which the norm is taken for converged. */
const TOLERANCE = 1e-9;

/**
 * The spectral norm of a matrix, its largest singular value: how much it can lengthen a vector. By power iteration on
 * `A Aᵀ`, which comes from below.
 *
 * @param values The matrix [rows, columns], flat.
 * @param rows Number of rows.
 * @param columns Number of columns.
 * @returns The norm.
 */
export function spectralNorm(values: ArrayLike<number>, rows: number, columns: number): number {
  // Not all alike: vectors of ones are orthogonal to what many matrices lengthen most.
  let vector = unit(Float64Array.from({ length: columns }, (_, column) => 1 + Math.sin(column)));
  let norm = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const image = new Float64Array(rows);
    const back = new Float64Array(columns);
    for (let row = 0; row < rows; row++) {
      const start = row * columns;
      for (let j = 0; j < columns; j++) image[row] += values[start + j] * vector[j];
      for (let j = 0; j < columns; j++) back[j] += values[start + j] * image[row];
    }
    const longer = length(image);
    if (longer - norm <= TOLERANCE * longer) return Math.max(norm, longer);
    norm = longer;
    vector = unit(back);
  }
  return norm;
}

/** The Euclidean length of a vector. */
export function length(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value ** 2, 0));
}

function unit(vector: Float64Array): Float64Array {
  const size = length(vector);
  return vector.map((value) => value / size);
}
