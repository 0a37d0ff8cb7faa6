import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { crossEntropy } from "./cross_entropy.ts";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";

/** The reference implementation, straight from the definition with a logarithm of a sum of exponentials in f64. */
function plainRow(x: number[], target: number, smoothing: number) {
  const largest = Math.max(...x);
  const logTotal = largest + Math.log(x.reduce((total, v) => total + Math.exp(v - largest), 0));
  const wanted = x.map((_, k) => (k === target ? 1 - smoothing : 0) + smoothing / x.length);
  const loss = x.reduce((total, v, k) => total + wanted[k] * (logTotal - v), 0);
  return { loss, gradient: x.map((v, k) => Math.exp(v - logTotal) - wanted[k]) };
}

for (const [dtype, bound] of [["f32", 1e-6], ["f64", 1e-14]] as const) {
  Deno.test(`crossEntropy agrees with the reference implementation in ${dtype} and writes nothing else`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 18 });
    const shapes = Array.from(
      { length: 30 },
      () => [1 + random.integer(9), 1 + random.integer(20)],
    );
    for (const [N, K] of [[1, 1], [2, 2], [128, 10], ...shapes]) {
      using arena = engine.arena();
      const x = arena.tensor([N, K], dtype), target = arena.tensor([N], "i32");
      random.fillNormal(x.data, 0, 3);
      target.data.forEach((_, n) => target.data[n] = random.integer(K));
      for (const smoothing of [0, 0.1]) {
        const around = arena.tensor([N + 2, K], dtype), losses = arena.tensor([N], dtype);
        around.data.fill(42);
        const gradient = around.rows(1, N + 1);
        const mean = crossEntropy(x, target, losses, gradient, smoothing);
        let total = 0;
        for (let n = 0; n < N; n++) {
          const row = Array.from(x.data.subarray(n * K, (n + 1) * K));
          const want = plainRow(row, target.data[n], smoothing);
          total += want.loss;
          assertAlmostEquals(losses.data[n], want.loss, bound * (3 + want.loss));
          want.gradient.forEach((g, k) =>
            assertAlmostEquals(gradient.data[n * K + k], g / N, bound / N)
          );
        }
        assertAlmostEquals(mean, total / N, bound * (3 + total / N));
        const outside = [...around.rows(0, 1).data, ...around.rows(N + 1, N + 2).data];
        assertEquals(outside, new Array(2 * K).fill(42));
      }
    }
  });

  Deno.test(`Rows are bitwise the same for any split in ${dtype}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const [N, K] = [37, 10];
    const x = arena.tensor([N, K], dtype), target = arena.tensor([N], "i32");
    randomStream({ seed: 19 }).fillNormal(x.data, 0, 3);
    const whole = arena.tensor([N, K], dtype), parts = arena.tensor([N, K], dtype);
    const losses = arena.tensor([N], dtype), partLosses = arena.tensor([N], dtype);
    crossEntropy(x, target, losses, whole);
    for (const [from, to] of [[20, 37], [0, 1], [1, 20]]) {
      engine.kernels[dtype].softmaxCrossEntropy(
        from,
        to,
        K,
        x.pointer,
        target.pointer,
        partLosses.pointer,
        parts.pointer,
        1 / N,
        0,
      );
    }
    assertEquals(parts.data, whole.data);
    assertEquals(partLosses.data, losses.data);
  });
}

function lossOf(logits: number[], target: number) {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from(logits, [1, logits.length]), gradient = arena.tensor([1, logits.length]);
  const loss = crossEntropy(x, arena.from([target], [1], "i32"), arena.tensor([1]), gradient);
  return { loss, gradient: [...gradient.data] };
}

Deno.test("Logits of 10000 in size are no problem", () => {
  assertEquals(lossOf([1e4, -1e4, 0], 1).loss, 2e4);
  assertEquals(lossOf([1e4, -1e4, 0], 1).gradient, [1, -1, 0]);
  assertEquals(lossOf([-1e4, -1e4], 0).loss, Math.fround(Math.log(2)));
});

Deno.test("A confident row keeps its digits in f32", () => {
  const { loss, gradient } = lossOf([20, 0], 0);
  const want = Math.log1p(Math.exp(-20));
  assertLess(Math.abs(loss / want - 1), 1e-6);
  assertLess(Math.abs(gradient[0] / -want - 1), 1e-6);
});

Deno.test("A NaN or infinite logit makes loss and gradient NaN, in every place of a row", () => {
  for (const bad of [NaN, Infinity, -Infinity]) {
    for (let place = 0; place < 6; place++) {
      const logits = [0, 1, 2, 3, 4, 5];
      logits[place] = bad;
      const { loss, gradient } = lossOf(logits, 2);
      assertEquals(loss, NaN);
      assertEquals(gradient, new Array(6).fill(NaN));
    }
  }
});

Deno.test("A target that is no class and shapes that do not fit are refused", () => {
  assertThrows(() => lossOf([1, 2, 3], 3), RangeError, "from 0 to 2, got 3 at 0");
  assertThrows(() => lossOf([1, 2, 3], -1), RangeError, "got -1 at 0");
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3]);
  assertThrows(
    () => crossEntropy(x, arena.tensor([1], "i32"), arena.tensor([2]), arena.tensor([2, 3])),
    TypeError,
    "[2, 3], [1]",
  );
});
