import { createEngine, randomStream, type Tensor } from "@descent/core";
import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { tensorBatches } from "./tensor_batches.ts";

/** The inputs of each batch of some passes, and a check that each target is that of its input. */
function passes(
  options: { readonly count: number; readonly size: number; readonly seed?: number },
  epochs: number,
): number[][] {
  using engine = createEngine();
  using arena = engine.arena();
  const { count, size, seed = 1 } = options;
  const indices = Array.from({ length: count }, (_, i) => i);
  const x = arena.from(indices.flatMap((i) => [i, -i]), [count, 2], "f64");
  const target = arena.from(indices.map((i) => i * i), [count], "i32");
  const batches = tensorBatches({ x, target, size, random: randomStream({ seed }) });
  let step = 0;
  return Array.from(batches.epochs(epochs), (batch) => {
    assertEquals(batch.step, ++step);
    assertEquals(batch.x.shape, [batch.target.size, 2]);
    return Array.from(batch.target.data, (square, n) => {
      assertEquals(batch.x.data[2 * n] ** 2, square);
      assertEquals(batch.x.data[2 * n + 1], -batch.x.data[2 * n]);
      return batch.x.data[2 * n];
    });
  });
}

Deno.test("tensorBatches shows every example once in a pass, each pass in another order", () => {
  for (const [count, size] of [[7, 3], [6, 3], [2, 5], [1, 1]]) {
    const steps = Math.ceil(count / size), all = passes({ count, size }, 3);
    assertEquals(all.length, 3 * steps);
    for (let pass = 0; pass < 3; pass++) {
      const seen = all.slice(pass * steps, (pass + 1) * steps);
      assertEquals(seen.slice(0, -1).every(({ length }) => length === size), true);
      assertEquals(seen.flat().sort(), Array.from({ length: count }, (_, i) => i));
    }
  }
  const [first, second] = [0, 1].map((pass) => passes({ count: 50, size: 50 }, 2)[pass]);
  assertNotEquals(first, second);
  assertEquals(
    passes({ count: 50, size: 8, seed: 4 }, 2),
    passes({ count: 50, size: 8, seed: 4 }, 2),
  );
  assertEquals(passes({ count: 40, size: 4 }, 0.5).length, 5);
});

Deno.test("tensorBatches passes over steps that are left out", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 2, 3, 4, 5], [5, 1]);
  const inOrder = [...tensorBatches({ x, target: x, size: 2 }).epochs(3)];
  assertEquals(inOrder.length, 9);
  const values = (steps: readonly number[]) => {
    const batches = tensorBatches({ x, target: x, size: 2 });
    return steps.map((step) => [...batches.next(step).x.data]);
  };
  assertEquals(values([8]), values([1, 2, 3, 4, 5, 6, 7, 8]).slice(-1));
});

Deno.test("tensorBatches refuses what is no pair of examples, or no size", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const of = (...shape: number[]): Tensor => arena.tensor(shape);
  assertThrows(
    () => tensorBatches({ x: of(3, 2), target: of(2, 2), size: 1 }),
    TypeError,
    "as many targets as inputs, got [3, 2] and [2, 2]",
  );
  assertThrows(
    () => tensorBatches({ x: of(0, 2), target: of(0), size: 1 }),
    RangeError,
    "add examples",
  );
  for (const size of [0, 1.5, NaN, "8" as unknown as number, undefined as unknown as number]) {
    assertThrows(() => tensorBatches({ x: of(3), target: of(3), size }), RangeError, `got ${size}`);
  }
});
