import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import {
  createEngine,
  type DType,
  type Engine,
  type ImageLayout,
  Normalization,
  permuteAxes,
  randomStream,
  sizeOf,
  type Tensor,
} from "@descent/core";
import { threadsAllowed } from "../_threads_allowed.ts";

type Input = readonly [number, number, number, number];

/** More places than a row of sums, several blocks, pieces of which the last is short, and single places. */
const inputs: readonly Input[] = [[1, 16, 1, 1], [3, 16, 2, 3], [19, 32, 9, 15], [9, 48, 1, 1]];

/** A copy in the other layout. */
function exchanged(x: Tensor, from: ImageLayout, y: Tensor): Tensor {
  const [N, C, ...axes] = x.shape, S = sizeOf(axes), M = N * C / 16;
  const planes = [M, 16, S], blocks = [M, S, 16];
  const [given, wanted] = from === "planes" ? [planes, blocks] : [blocks, planes];
  permuteAxes(x.reshape(given), [0, 2, 1], y.reshape(wanted));
  return y;
}

/** All that a normalization gives in one layout, in planes. */
function results(
  engine: Engine,
  layout: ImageLayout,
  dtype: DType,
  input: Input,
  { relu, measured, scale = 1 }: {
    readonly relu: boolean;
    readonly measured: boolean;
    readonly scale?: number;
  },
): number[][] {
  using arena = engine.arena();
  const [N, C, H, W] = input;
  // One example fewer than planned.
  const normalization = new Normalization({
    arena,
    dtype,
    input: [N + 1, C, H, W],
    over: "batch",
    layout,
  });
  const random = randomStream({ seed: 7 });
  const make = (shape: readonly number[], mean: number, deviation: number) => {
    const tensor = arena.tensor(shape, dtype);
    random.fillNormal(tensor.data, mean, deviation);
    return tensor;
  };
  const empty = () => arena.tensor(input, dtype);
  const given = (x: Tensor) => layout === "planes" ? x : exchanged(x, "planes", empty());
  const x = given(make(input, 3 * scale, scale)), dy = given(make(input, 0, 1));
  const gain = make([C], 1, 1), bias = make([C], 0, 1), y = empty(), dx = empty();
  const gainGradient = arena.tensor([C], dtype), biasGradient = arena.tensor([C], dtype);
  const activation = relu ? "relu" : undefined;
  normalization.measure(x, 1e-5);
  normalization.apply(x, gain, bias, y, activation);
  const activated = relu ? y : undefined;
  // deno-fmt-ignore
  normalization.gradient(
    x, dy, gain, bias, gainGradient, biasGradient, dx, measured, activated,
  );
  const inPlace = arena.from(dy.data, input, dtype);
  // deno-fmt-ignore
  normalization.gradient(
    x, inPlace, gain, bias, gainGradient, biasGradient, inPlace, measured, activated,
  );
  assertEquals(inPlace.data, dx.data);
  const { mean, variance, inverseDeviation } = normalization;
  const images = [y, dx].map((each) =>
    layout === "planes" ? each : exchanged(each, "blocks", empty())
  );
  return [...images, gainGradient, biasGradient, mean, variance, inverseDeviation].map(
    ({ data }) => [...data],
  );
}

Deno.test("Normalization in blocks gives what it gives in planes", () => {
  using engine = createEngine();
  for (const [dtype, bound] of [["f32", 1e-4], ["f64", 1e-12]] as const) {
    for (const input of inputs) {
      for (const relu of [false, true]) {
        for (const measured of [false, true]) {
          const [wanted, got] = (["planes", "blocks"] as const).map((layout) =>
            results(engine, layout, dtype, input, { relu, measured })
          );
          got.forEach((values, which) => {
            const largest = Math.max(1, ...wanted[which].map(Math.abs));
            values.forEach((value, i) =>
              assertLess(
                Math.abs(value - wanted[which][i]) / largest,
                bound,
                `${dtype} ${input} relu ${relu}, result ${which} at ${i}: ${value}, wanted ${
                  wanted[which][i]
                }`,
              )
            );
          });
        }
      }
    }
  }
});

Deno.test("Squares beyond f32 are added in f64, in blocks as in planes", () => {
  using engine = createEngine();
  const options = { relu: false, measured: true, scale: 1e30 };
  const [, , , , , variance] = results(engine, "blocks", "f32", [19, 32, 9, 15], options);
  const [, , , , , wanted] = results(engine, "planes", "f32", [19, 32, 9, 15], options);
  variance.forEach((value, c) => {
    assert(Number.isFinite(value));
    assertLess(Math.abs(value / wanted[c] - 1), 1e-5);
  });
});

Deno.test("A NaN in blocks spoils its channel alone", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const input = [10, 32, 2, 2];
  const normalization = new Normalization({ arena, input, over: "batch", layout: "blocks" });
  const x = arena.tensor(input);
  randomStream({ seed: 1 }).fillNormal(x.data, 0, 1);
  // Channel 16 + 5 of the last example.
  x.data[9 * 128 + 64 + 5] = NaN;
  normalization.measure(x, 1e-5);
  const { mean, variance } = normalization;
  for (const { data } of [mean, variance]) {
    assertEquals([...data].flatMap((value, c) => Number.isNaN(value) ? [c] : []), [21]);
  }
});

Deno.test({
  name: "Normalization in blocks is bitwise the same for any number of threads",
  ignore: !threadsAllowed(),
  fn: async () => {
    const found: number[][][] = [];
    for (const threads of [1, 2, 3, 8]) {
      using engine = createEngine({ threads });
      await engine.threads.ready();
      found.push(results(engine, "blocks", "f32", [61, 32, 9, 15], { relu: true, measured: true }));
    }
    for (const other of found.slice(1)) assertEquals(other, found[0]);
  },
});

Deno.test("Blocks are refused where channels do not fill them or go in groups", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const plan = (C: number, over: "batch" | number) =>
    new Normalization({ arena, input: [2, C, 3, 3], over, layout: "blocks" });
  assertThrows(() => plan(8, "batch"), RangeError, "multiple of 16 channels");
  assertThrows(() => plan(16, 2), RangeError, "leave them in planes");
});
