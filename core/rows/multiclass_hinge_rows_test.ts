import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { multiclassHingeRows } from "./multiclass_hinge_rows.ts";
import { randomStream } from "../random/random_stream.ts";

/** The reference implementation, straight from the definition. */
function plainRow(x: number[], target: number, margin: number, power: 1 | 2) {
  const excess = x.map((v, k) => k === target ? 0 : Math.max(0, v - x[target] + margin));
  const slopes = excess.map((v) => v > 0 ? power * v ** (power - 1) : 0);
  const total = slopes.reduce((sum, slope) => sum + slope, 0);
  return {
    loss: excess.reduce((sum, v) => sum + v ** power, 0),
    gradient: slopes.map((slope, k) => k === target ? -total : slope),
  };
}

for (const [dtype, bound] of [["f32", 2e-6], ["f64", 1e-14]] as const) {
  Deno.test(`multiclassHingeRows agrees with the reference implementation in ${dtype} and writes nothing else`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 21 });
    for (const [N, K] of [[1, 1], [2, 2], [9, 3], [128, 10], [5, 17]]) {
      using arena = engine.arena();
      const scores = arena.tensor([N, K], dtype), target = arena.tensor([N], "i32");
      random.fillNormal(scores.data, 0, 2);
      target.data.forEach((_, n) => target.data[n] = random.integer(K));
      for (const power of [1, 2] as const) {
        for (const [margin, scale] of [[1, 1], [0.25, 0.5]]) {
          const around = arena.tensor([N + 2, K], dtype), losses = arena.tensor([N], dtype);
          around.data.fill(42);
          const gradient = around.rows(1, N + 1);
          const mean = multiclassHingeRows({
            scores,
            target,
            losses,
            gradient,
            margin,
            power,
            scale,
          });
          let total = 0;
          for (let n = 0; n < N; n++) {
            const row = Array.from(scores.data.subarray(n * K, (n + 1) * K));
            const want = plainRow(row, target.data[n], margin, power);
            total += want.loss;
            assertAlmostEquals(losses.data[n], want.loss, bound * (1 + want.loss));
            want.gradient.forEach((g, k) =>
              assertAlmostEquals(gradient.data[n * K + k], scale * g / N, bound * (1 + Math.abs(g)))
            );
          }
          assertAlmostEquals(mean, scale * total / N, bound * (1 + total));
          const outside = [...around.rows(0, 1).data, ...around.rows(N + 1, N + 2).data];
          assertEquals(outside, new Array(2 * K).fill(42));
        }
      }
    }
  });
}

Deno.test("A violation of exactly 0 has no gradient", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const gradient = arena.tensor([1, 3]), target = arena.from([0], [1], "i32");
  const scores = arena.from([1, 0, 0.5], [1, 3]);
  const loss = multiclassHingeRows({ scores, target, losses: arena.tensor([1]), gradient });
  assertEquals(loss, 0.5);
  assertEquals([...gradient.data], [-1, 0, 1]);
});

Deno.test("A NaN or infinite score makes loss and gradient NaN, in every place of a row", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const bad of [NaN, Infinity, -Infinity]) {
    for (let place = 0; place < 5; place++) {
      const scores = arena.from([0, 1, 2, 3, 4], [1, 5]), gradient = arena.tensor([1, 5]);
      scores.data[place] = bad;
      const target = arena.from([2], [1], "i32");
      const loss = multiclassHingeRows({ scores, target, losses: arena.tensor([1]), gradient });
      assertEquals(loss, NaN);
      assertEquals([...gradient.data], new Array(5).fill(NaN));
    }
  }
});

Deno.test("A target that is no class and shapes that do not fit are refused", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const scores = arena.tensor([1, 3]), gradient = arena.tensor([1, 3]), losses = arena.tensor([1]);
  const hinge = (target: number[]) =>
    multiclassHingeRows({
      scores,
      gradient,
      losses,
      target: arena.from(target, [target.length], "i32"),
    });
  assertThrows(
    () => hinge([3]),
    RangeError,
    "multiclassHingeRows: expected targets from 0 to 2, got 3",
  );
  assertThrows(() => hinge([-1]), RangeError, "got -1 at 0");
  assertThrows(() => hinge([0, 1]), TypeError, "[1, 3], [2]");
});
