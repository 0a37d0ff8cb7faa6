import { createEngine, formatShape, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { lenet5 } from "./lenet5.ts";

/** Maps of one example: `at(c, h, w)` is 0 outside. */
interface Maps {
  readonly size: number;
  readonly at: (c: number, h: number, w: number) => number;
}

function mapsOf(data: ArrayLike<number>, size: number): Maps {
  const at = (c: number, h: number, w: number) =>
    h < 0 || w < 0 || h >= size || w >= size ? 0 : data[(c * size + h) * size + w];
  return { size, at };
}

/** The reference implementation of a 5x5 convolution with tanh. */
function convolved(
  x: Maps,
  C: number,
  filters: number,
  padding: number,
  weights: ArrayLike<number>,
) {
  const size = x.size + 2 * padding - 4;
  const y = new Float64Array(filters * size * size);
  for (let i = 0; i < y.length; i++) {
    const f = Math.floor(i / (size * size)), r = Math.floor(i / size) % size, q = i % size;
    let sum = 0;
    for (let k = 0; k < C * 25; k++) {
      const c = Math.floor(k / 25), h = Math.floor(k / 5) % 5, w = k % 5;
      sum += weights[f * C * 25 + k] * x.at(c, r + h - padding, q + w - padding);
    }
    y[i] = Math.tanh(sum);
  }
  return mapsOf(y, size);
}

function averaged(x: Maps, C: number): Maps {
  const size = x.size / 2;
  const y = new Float64Array(C * size * size);
  for (let i = 0; i < y.length; i++) {
    const c = Math.floor(i / (size * size)), h = 2 * (Math.floor(i / size) % size);
    const w = 2 * (i % size);
    y[i] = (x.at(c, h, w) + x.at(c, h, w + 1) + x.at(c, h + 1, w) + x.at(c, h + 1, w + 1)) / 4;
  }
  return mapsOf(y, size);
}

function product(x: ArrayLike<number>, weights: ArrayLike<number>, units: number): number[] {
  return Array.from({ length: units }, (_, m) => {
    let sum = 0;
    for (let d = 0; d < x.length; d++) sum += x[d] * weights[d * units + m];
    return sum;
  });
}

Deno.test("lenet5 has the layers of the paper, 61,706 parameters in all", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const { parameters } = buildLayer(lenet5(), [1, 1, 28, 28], { arena, dtype: "f64" });
  assertEquals(parameters.map(({ name, value }) => `${name} ${formatShape(value.shape)}`), [
    "c1.weight [6, 1, 5, 5]",
    "c1.bias [6]",
    "c3.weight [16, 6, 5, 5]",
    "c3.bias [16]",
    "c5.weight [120, 16, 5, 5]",
    "c5.bias [120]",
    "f6.weight [120, 84]",
    "f6.bias [84]",
    "scores.weight [84, 10]",
    "scores.bias [10]",
  ]);
  assertEquals(parameters.reduce((sum, { value }) => sum + value.size, 0), 61_706);
});

Deno.test("Its scores are those of the reference implementation", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(lenet5({ classes: 3 }), [1, 1, 28, 28], { arena, dtype: "f64" });
  const x = arena.tensor([1, 1, 28, 28], "f64");
  randomStream({ seed: 71 }).fillNormal(x.data);
  const weights = built.parameters.filter(({ name }) => name.endsWith("weight"))
    .map(({ value }) => value.data);
  const s2 = averaged(convolved(mapsOf(x.data, 28), 1, 6, 2, weights[0]), 6);
  const s4 = averaged(convolved(s2, 6, 16, 0, weights[1]), 16);
  const c5 = convolved(s4, 16, 120, 0, weights[2]);
  const features = Array.from({ length: 120 }, (_, c) => c5.at(c, 0, 0));
  const want = product(product(features, weights[3], 84).map(Math.tanh), weights[4], 3);
  const scores = built.forward(x, "eval").data;
  want.forEach((score, k) => assertAlmostEquals(scores[k], score, 1e-12));
});

Deno.test("Without padding it takes the paper's images of 32 by 32, and nothing smaller", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const net = lenet5({ padding: 0 });
  assertEquals(buildLayer(net, [2, 3, 32, 32], { arena, dtype: "f64" }).output, [2, 10]);
  assertThrows(() => buildLayer(net, [2, 1, 28, 28], { arena, dtype: "f64" }), TypeError, "'c5'");
});
