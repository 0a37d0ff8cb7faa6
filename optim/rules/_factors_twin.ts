/** Factored second moments in plain TypeScript, for the tests of the rules that have them. */

/** Root of the mean of squares. */
export const rms = (x: readonly number[]) =>
  Math.sqrt(x.reduce((sum, each) => sum + each * each, 0) / x.length);

/** `1 / √(R·C / mean(R))` of averages of the rows and columns of a matrix [4, 3]. */
export class Factors {
  #r = [0, 0, 0, 0];
  #c = [0, 0, 0];

  /** Takes the squares of a step with a weight. */
  update(squares: readonly number[], weight: number): void {
    const mean = (places: readonly number[]) =>
      places.reduce((sum, place) => sum + squares[place], 0) / places.length;
    this.#r = this.#r.map((old, i) =>
      (1 - weight) * old + weight * mean([0, 1, 2].map((j) => i * 3 + j))
    );
    this.#c = this.#c.map((old, j) =>
      (1 - weight) * old + weight * mean([0, 1, 2, 3].map((i) => i * 3 + j))
    );
  }

  /** The factor of an element. */
  scale(place: number): number {
    const mean = this.#r.reduce((sum, each) => sum + each, 0) / 4;
    return 1 / Math.sqrt(this.#r[Math.floor(place / 3)] * this.#c[place % 3] / mean);
  }
}
