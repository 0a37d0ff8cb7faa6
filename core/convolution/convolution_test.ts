import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { Convolution, createEngine, type DType, randomStream, type Tensor } from "@descent/core";
import type { Padding, PerAxis } from "../windows/window_shape.ts";
import { biasGradientError } from "./_bias_gradient_error.ts";
import { plainConvolution } from "./_plain_convolution.ts";

interface Case {
  readonly input: readonly [number, number, number, number];
  readonly filters: number;
  readonly kernel: PerAxis;
  readonly stride?: PerAxis;
  readonly padding?: Padding;
  readonly dilation?: PerAxis;
  readonly groups?: number;
}

const cases: readonly Case[] = [
  { input: [1, 1, 1, 1], filters: 1, kernel: 1 },
  { input: [2, 1, 8, 8], filters: 6, kernel: 3, padding: 1 },
  { input: [3, 2, 5, 7], filters: 3, kernel: [3, 2] },
  { input: [2, 3, 9, 6], filters: 5, kernel: 3, stride: 2, padding: 1 },
  { input: [1, 4, 6, 5], filters: 8, kernel: [5, 4], padding: "same" },
  { input: [2, 2, 7, 10], filters: 2, kernel: 2, stride: [3, 2], padding: "same" },
  { input: [2, 1, 4, 4], filters: 10, kernel: 4 },
  { input: [2, 3, 11, 9], filters: 4, kernel: 2, stride: 3 },
  { input: [1, 2, 5, 5], filters: 7, kernel: 3, padding: [0, 2, 3, 1] },
  { input: [2, 6, 5, 6], filters: 9, kernel: 3, padding: 1, groups: 3 },
  { input: [2, 5, 6, 6], filters: 5, kernel: 3, padding: 1, groups: 5 },
  { input: [1, 4, 7, 7], filters: 8, kernel: 3, stride: 2, padding: 1, groups: 4 },
  { input: [1, 1, 1, 19], filters: 13, kernel: [1, 5], padding: [0, 2] },
  { input: [1, 1, 2, 2], filters: 2, kernel: 7, padding: 3 },
  { input: [3, 2, 3, 3], filters: 14, kernel: 1, stride: 4 },
  { input: [9, 1, 6, 6], filters: 3, kernel: 3, padding: 1 },
  { input: [2, 1, 48, 40], filters: 2, kernel: 3, padding: 1 },
  { input: [2, 2, 9, 8], filters: 3, kernel: 3, padding: 2, dilation: 2 },
  { input: [2, 4, 6, 13], filters: 6, kernel: 3, padding: [1, 3], dilation: [1, 3], groups: 2 },
  { input: [1, 3, 11, 12], filters: 4, kernel: [3, 2], stride: 2, dilation: [2, 5], padding: 1 },
  { input: [2, 3, 13, 10], filters: 3, kernel: 3, stride: 3, dilation: 2, groups: 3 },
  { input: [1, 2, 7, 7], filters: 2, kernel: 3, dilation: 3, padding: "same" },
  { input: [2, 3, 9, 12], filters: 3, kernel: 3, stride: 2, padding: 1, groups: 3 },
  { input: [2, 6, 10, 9], filters: 9, kernel: 1, stride: 2 },
  { input: [3, 2, 4, 4], filters: 14, kernel: 1, stride: 2 },
  { input: [2, 2, 9, 28], filters: 10, kernel: 7, padding: 3 },
  { input: [1, 1, 5, 13], filters: 13, kernel: [2, 7] },
  { input: [0, 2, 4, 4], filters: 3, kernel: 3 },
];

function assertNear(got: Tensor, wanted: Float64Array, bound: number, what: string): void {
  got.data.forEach((value, index) => {
    assert(
      Math.abs(value - wanted[index]) <= bound * (1 + Math.abs(wanted[index])),
      `${what}[${index}]: ${value}, wanted ${wanted[index]}`,
    );
  });
}

for (const dtype of ["f64", "f32"] as const) {
  for (const { groups = 1, ...shape } of cases) {
    Deno.test(`Convolution in ${dtype} equals plain loops: ${JSON.stringify({ ...shape, groups })}`, () => {
      using engine = createEngine();
      using arena = engine.arena();
      const convolution = new Convolution({ arena, dtype, groups, ...shape });
      const random = randomStream({ seed: 5 });
      const normal = (extents: readonly number[]) => {
        const tensor = arena.tensor(extents, dtype);
        random.fillNormal(tensor.data, 0, 1);
        return tensor;
      };
      const x = normal(convolution.input), w = normal(convolution.weight);
      const b = normal([shape.filters]), dy = normal(convolution.output);
      // Results and whatever lies behind them start as NaN: all must be written, nothing beyond.
      const results = [convolution.output, convolution.input, convolution.weight, [shape.filters]]
        .map((extents) => arena.tensor(extents, dtype));
      for (const { data } of results) data.fill(NaN);
      const [y, dx, dw, db] = results;
      convolution.forward(x, w, b, y);
      convolution.transposed(dy, w, undefined, dx);
      convolution.gradient(x, dy, dw, db);
      const wanted = plainConvolution(
        convolution.window,
        convolution.input,
        convolution.output,
        groups,
        x.data,
        w.data,
        b.data,
        dy.data,
      );
      const bound = dtype === "f64" ? 1e-12 : 1e-4;
      assertNear(y, wanted.y, bound, "y");
      assertNear(dx, wanted.dx, bound, "dx");
      assertNear(dw, wanted.dw, bound, "dw");
      assertNear(db, wanted.db, bound, "db");
    });
  }
}

function planned(engine: ReturnType<typeof createEngine>, dtype: DType = "f32") {
  const arena = engine.arena();
  const convolution = new Convolution({
    arena,
    dtype,
    input: [7, 3, 20, 18],
    filters: 20,
    kernel: 3,
    padding: 1,
  });
  const random = randomStream({ seed: 8 });
  const normal = (extents: readonly number[]) => {
    const tensor = arena.tensor(extents, dtype);
    random.fillNormal(tensor.data, 0, 1);
    return tensor;
  };
  const { input, output, weight } = convolution;
  return {
    arena,
    convolution,
    x: normal(input),
    w: normal(weight),
    b: normal([20]),
    dy: normal(output),
    y: arena.tensor(output, dtype),
    dx: arena.tensor(input, dtype),
    dw: arena.tensor(weight, dtype),
    db: arena.tensor([20], dtype),
  };
}

Deno.test("A fused relu gives what relu after it and its backward before give", () => {
  using engine = createEngine();
  const { convolution, x, w, b, dy, y, dx, dw, db } = planned(engine);
  convolution.forward(x, w, b, y);
  const wanted = y.data.map((value) => Math.max(value, 0));
  const gradient = dy.data.map((value, index) => y.data[index] > 0 ? value : 0);
  convolution.forward(x, w, b, y, "relu");
  assertEquals(y.data, wanted);
  convolution.transposed(dy, w, undefined, dx, y);
  convolution.gradient(x, dy, dw, db, y);
  const gated = [dx, dw, db].map(({ data }) => data.slice());
  dy.data.set(gradient);
  convolution.transposed(dy, w, undefined, dx);
  convolution.gradient(x, dy, dw, db);
  assertEquals(gated, [dx, dw, db].map(({ data }) => data.slice()));
});

Deno.test("A bias of the transposed convolution is added to each channel of the images", () => {
  using engine = createEngine();
  const { arena, convolution, w, dy, dx } = planned(engine, "f64");
  convolution.transposed(dy, w, undefined, dx);
  const without = dx.data.slice();
  convolution.transposed(dy, w, arena.from([1, 2, 4], [3], "f64"), dx);
  dx.data.forEach((value, index) => {
    const channel = Math.floor(index / (20 * 18)) % 3;
    assertEquals(value, without[index] + [1, 2, 4][channel]);
  });
});

Deno.test("The bias gradient of many outputs keeps its digits", () => {
  using engine = createEngine();
  assertLess(biasGradientError(engine), 1e-6);
});

Deno.test("A smaller batch than planned uses its own images only", () => {
  using engine = createEngine();
  const { convolution, x, w, b, dy, y, dw, db } = planned(engine);
  convolution.forward(x, w, b, y);
  const first = y.rows(0, 2).data.slice();
  y.data.fill(0);
  convolution.forward(x.rows(0, 2), w, b, y.rows(0, 2));
  assertEquals(y.rows(0, 2).data, first);
  assertEquals([...new Set(y.rows(2, 7).data)], [0]);
  dy.rows(2, 7).data.fill(0);
  convolution.gradient(x, dy, dw, db);
  const whole = db.data.slice();
  convolution.gradient(x.rows(0, 2), dy.rows(0, 2), dw, db);
  assertEquals(db.data, whole);
});

Deno.test("A relu keeps NaN, and makes 0 of a sum that falls below the least number", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const W of [3, 8]) {
    const convolution = new Convolution({ arena, input: [1, 1, 1, W], filters: 6, kernel: 1 });
    const x = arena.tensor([1, 1, 1, W]), weight = arena.tensor([6, 1, 1, 1]);
    x.data.fill(1e-30);
    weight.data.set([-1e-30, NaN, -1, 1, 0, -0]);
    const bias = arena.from([-0, 0, 0, 0, -0, -0]);
    const y = convolution.forward(x, weight, bias, arena.tensor(convolution.output), "relu");
    const one = Math.fround(1e-30);
    assertEquals([...y.data], [0, NaN, 0, one, 0, 0].flatMap((value) => Array(W).fill(value)));
  }
});

Deno.test("NaN and infinity come out as such, now and not in the next batch", () => {
  for (const bad of [NaN, Infinity]) {
    using engine = createEngine();
    const { convolution, x, w, b, dy, y, dx, dw, db } = planned(engine);
    x.data[25] = bad;
    convolution.forward(x, w, b, y, "relu");
    assert([...y.data].some((value) => !Number.isFinite(value)));
    convolution.gradient(x, dy, dw, db);
    assert([...dw.data].some((value) => !Number.isFinite(value)));
    x.data[25] = 0;
    dy.data[25] = bad;
    convolution.transposed(dy, w, undefined, dx);
    assert([...dx.data].some((value) => !Number.isFinite(value)));
    convolution.gradient(x, dy, dw, db);
    assert(!Number.isFinite(db.data[0]));
    dy.data[25] = 0;
    convolution.forward(x, w, b, y);
    convolution.transposed(dy, w, undefined, dx);
    convolution.gradient(x, dy, dw, db);
    for (const { data } of [y, dx, dw, db]) assert(data.every(Number.isFinite));
  }
});

const workers = new URL("../threads/_thread_worker.ts", import.meta.url);
const readable = Deno.permissions.querySync({ name: "read", path: workers }).state === "granted";
if (!readable) {
  console.log("A test with threads is skipped: it needs --allow-read for core/threads.");
}

Deno.test({
  name: "Results are bitwise the same for any number of threads",
  ignore: !readable,
  fn: async () => {
    const results = [];
    for (const threads of [1, 2, 3, 11]) {
      using engine = createEngine({ threads });
      await engine.threads.ready();
      const { convolution, x, w, b, dy, y, dx, dw, db } = planned(engine);
      convolution.forward(x, w, b, y);
      convolution.transposed(dy, w, undefined, dx);
      convolution.gradient(x, dy, dw, db);
      results.push([y, dx, dw, db].map(({ data }) => data.slice()));
    }
    for (const other of results.slice(1)) assertEquals(other, results[0]);
  },
});

Deno.test("Shapes and options that do not fit are refused", () => {
  using engine = createEngine();
  const { arena, convolution, x, w, b, y, dx } = planned(engine);
  const make = (options: object) =>
    new Convolution({ arena, input: [1, 4, 8, 8], filters: 4, kernel: 3, ...options });
  assertThrows(() => make({ input: [1, 64] }), TypeError, "[N, C, H, W]");
  assertThrows(() => make({ kernel: 9 }), TypeError, "9 rows and 9 columns");
  assertThrows(() => make({ kernel: 0 }), RangeError, "kernel");
  assertThrows(() => make({ stride: [1, 0.5] }), RangeError, "stride");
  assertThrows(() => make({ padding: -1 }), RangeError, "padding");
  assertThrows(() => make({ groups: 3 }), RangeError, "groups");
  assertThrows(() => make({ filters: 0 }), RangeError, "filters");
  assertThrows(
    () => convolution.forward(y, w, b, y),
    TypeError,
    "expected images f32 [7, 3, 20, 18]",
  );
  assertThrows(() => convolution.forward(x, w, w, y), TypeError, "a bias");
  assertThrows(() => convolution.transposed(y, w, b, dx), TypeError, "a bias f32 [3]");
  const many = arena.tensor([8, 3, 20, 18]);
  assertThrows(() => convolution.forward(many, w, b, y), TypeError, "at most 7 images");
});
