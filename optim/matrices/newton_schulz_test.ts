import { createEngine } from "@descent/core";
import { assertAlmostEquals } from "@std/assert";
import { newtonSchulz } from "./newton_schulz.ts";

/** The iteration in plain TypeScript, by `A = X Xᵀ` whatever the extents. */
export function twin(x: number[], rows: number): number[] {
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

for (const [rows, columns] of [[3, 5], [5, 3], [4, 4], [1, 6], [6, 1]] as const) {
  Deno.test(`newtonSchulz: does what its equations say, ${rows} by ${columns}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const { x, run } = newtonSchulz(arena, [rows, columns], "f64");
    for (let place = 0; place < x.size; place++) x.data[place] = Math.sin(1 + place * place);
    const wanted = twin([...x.data], rows);
    run();
    wanted.forEach((each, place) => assertAlmostEquals(x.data[place], each, 1e-12));
  });
}
