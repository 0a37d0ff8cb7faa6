import { createEngine } from "@descent/core";
import { assertAlmostEquals } from "@std/assert";
import { rootMeanSquaredError } from "./root_mean_squared_error.ts";

Deno.test("rootMeanSquaredError is that of all elements, however they are cut into batches", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = [1, 2, 3, 4, 5, 6], t = [0, 0, 1, 1, 2, 2];
  const { batch, total } = rootMeanSquaredError;
  const of = (from: number, to: number) =>
    batch!(
      arena.from(x.slice(2 * from, 2 * to), [to - from, 2]),
      arena.from(t.slice(2 * from, 2 * to), [to - from, 2]),
    );
  const plain = Math.sqrt(x.reduce((sum, value, i) => sum + (value - t[i]) ** 2, 0) / x.length);
  assertAlmostEquals(total!({ sum: of(0, 3), count: 3, loss: 0 }), plain, 1e-12);
  assertAlmostEquals(total!({ sum: of(0, 2) + of(2, 3), count: 3, loss: 0 }), plain, 1e-12);
});
