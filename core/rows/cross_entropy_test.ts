import { assertAlmostEquals, assertEquals, assertLess, assertThrows } from "@std/assert";
import { crossEntropy } from "./cross_entropy.ts";
import type { DType } from "../types/dtype.ts";
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
    for (const [N, K] of [[1, 1], [2, 2], [128, 10], [3, 1500], ...shapes]) {
      using arena = engine.arena();
      const x = arena.tensor([N, K], dtype), target = arena.tensor([N], "i32");
      random.fillNormal(x.data, 0, 3);
      target.data.forEach((_, n) => target.data[n] = random.integer(K));
      for (const smoothing of [0, 0.1, 1]) {
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

function lossOf(logits: number[], target: number, smoothing = 0, dtype: DType = "f32") {
  using engine = createEngine();
  using arena = engine.arena();
  const shape = [1, logits.length];
  const x = arena.from(logits, shape, dtype), gradient = arena.tensor(shape, dtype);
  const targets = arena.from([target], [1], "i32"), losses = arena.tensor([1], dtype);
  const loss = crossEntropy(x, targets, losses, gradient, smoothing);
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

Deno.test("A NaN, a logit of infinity and nothing but minus infinity make loss and gradient NaN", () => {
  const nothing = new Array(6).fill(NaN);
  for (const smoothing of [0, 0.1, 1]) {
    for (const bad of [NaN, Infinity]) {
      for (let place = 0; place < 6; place++) {
        const { loss, gradient } = lossOf([0, 1, 2, 3, 4, 5].with(place, bad), 2, smoothing);
        assertEquals(loss, NaN);
        assertEquals(gradient, nothing);
      }
    }
    const { loss, gradient } = lossOf(nothing.map(() => -Infinity), 2, smoothing);
    assertEquals([loss, ...gradient], [NaN, ...nothing]);
  }
});

Deno.test("A logit of minus infinity has a probability of 0, the others are as without it", () => {
  for (const dtype of ["f32", "f64"] as const) {
    for (const place of [0, 1, 3, 5]) {
      const masked = lossOf([0, 1, 2, 3, 4, 5].with(place, -Infinity), 2, 0, dtype);
      const far = lossOf([0, 1, 2, 3, 4, 5].with(place, -1e4), 2, 0, dtype);
      assertEquals(masked, far);
      assertEquals(masked.gradient[place], 0);
    }
    // The right class masked: an infinite loss, and the gradient of any other impossible right class.
    const impossible = lossOf([0, -Infinity, 0], 1, 0, dtype);
    assertEquals(impossible, { loss: Infinity, gradient: [0.5, -1, 0.5] });
    // Smoothing gives a masked class a part of the target, as elsewhere; all of it leaves the right class without one.
    const smoothed = lossOf([0, -Infinity], 0, 0.5, dtype);
    assertEquals(smoothed, { loss: Infinity, gradient: [0.25, -0.25] });
  }
});

/** Logits masked by finite numbers of any size, in f32 and their like in f64: [logits, target, loss]. */
const masks: readonly (readonly [number[], number, number])[] = [
  [[1.5, 0.2, -3.4e38, -3.4e38], 0, Math.log1p(Math.exp(-1.3))],
  [[-3.4e38, 1.5, -3.4e38, 0.2, -3.4e38], 3, 1.3 + Math.log1p(Math.exp(-1.3))],
  [[1, 2, ...new Array(8).fill(-1e38)], 1, Math.log1p(Math.exp(-1))],
  [[3.3e38, -3.3e38, 0], 0, 0],
  [[3.3e38, 3.3e38, -3.3e38], 1, Math.LN2],
  [[-3.4e38, -3.4e38], 0, Math.LN2],
  [[3.3e38, 0], 1, 3.3e38],
  [[3.3e38, -3.3e38], 1, Infinity],
];

Deno.test("Loss and gradient have the same bits beside logits that are far below", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const K = 532, far = [-500, -200, -100, -90];
  const target = arena.from([3], [1], "i32");
  const near = arena.tensor([1, K]), both = arena.tensor([1, K + far.length]);
  randomStream({ seed: 20 }).fillNormal(near.data, 0, 3);
  // The largest one stands twice, and one has just the short way.
  near.data.set([20, 20, -66], 5);
  both.data.set([...near.data, ...far]);
  const [few, all] = [near, both].map((x) => {
    const losses = arena.tensor([1]), gradient = arena.tensor(x.shape);
    crossEntropy(x, target, losses, gradient);
    return { loss: losses.data[0], gradient: [...gradient.data] };
  });
  assertEquals(all, { loss: few.loss, gradient: [...few.gradient, ...far.map(() => 0)] });
});

Deno.test("Finite logits of any size have their loss, in f32 and in f64", () => {
  for (const [logits, target, want] of masks) {
    const single = lossOf(logits, target);
    assertAlmostEquals(single.loss, want, 1e-6 * Math.max(1, Math.min(want, 1e300)));
    assertEquals(single.gradient.every(Number.isFinite), true);
    const large = logits.map((value) => Math.abs(value) > 1e30 ? value * 5e269 : value);
    const double = lossOf(large, target, 0, "f64");
    const wanted = want > 1e30 ? want * 5e269 : want;
    assertAlmostEquals(double.loss, wanted, 1e-14 * Math.max(1, Math.min(wanted, 1e308)));
    assertEquals(double.gradient.every(Number.isFinite), true);
  }
});

Deno.test("Label smoothing adds up differences that the element type does not hold", () => {
  // The mean of all differences from the largest: 0, 6.6e38 and 3.3e38.
  const { loss } = lossOf([3.3e38, -3.3e38, 0], 0, 0.1);
  assertAlmostEquals(loss / (0.1 / 3 * 9.9e38), 1, 1e-6);
  const double = lossOf([1.7e308, -1.7e308, 0], 0, 0.1, "f64");
  assertAlmostEquals(double.loss / (0.1 / 3 * 1.7e308 * 3), 1, 1e-14);
  // The right class lies 6.6e38 below, of which a hundredth counts.
  const right = lossOf([3.3e38, -3.3e38], 1, 0.99);
  assertAlmostEquals(right.loss / (0.01 * 6.6e38 + 0.99 / 2 * 6.6e38), 1, 1e-6);
  assertEquals(lossOf([1, 2], 0, 1).loss, Math.fround(0.5 + Math.log1p(Math.exp(-1))));
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
