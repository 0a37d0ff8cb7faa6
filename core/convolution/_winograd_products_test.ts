import { assert, assertEquals, assertLess, assertNotEquals } from "@std/assert";
import { createEngine, type DType, type Engine, randomStream } from "@descent/core";
import { type Padding, windowShape } from "../windows/window_shape.ts";
import { chooseProducts } from "./_choose_products.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { DirectProducts } from "./_direct_products.ts";
import { forwardPlan } from "./_forward_plan.ts";
import { plainConvolution } from "./_plain_convolution.ts";
import { type Case, cases, results } from "./_products_results.ts";
import { transposedPlan } from "./_transposed_plan.ts";
import { WinogradProducts } from "./_winograd_products.ts";

const byWinograd = (options: ProductsOptions) => new WinogradProducts(options);

/** Tiles cut at edges, several runs of an image and several images of a run, channels and filters past whole vectors. */
const shapes: readonly (readonly [input: Case["input"], filters: number, Padding])[] = [
  [[1, 1, 3, 3], 1, 0],
  [[3, 2, 5, 7], 3, 1],
  [[5, 3, 7, 9], 5, 2],
  [[17, 4, 6, 5], 10, 0],
  [[2, 5, 4, 4], 4, [0, 2, 1, 0]],
  [[40, 1, 2, 1], 2, 1],
  [[2, 3, 50, 37], 9, 1],
  [[7, 36, 8, 8], 34, 1],
];

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`Winograd convolution in ${dtype} equals plain loops`, () => {
    for (const [input, filters, padding] of shapes) {
      using engine = createEngine();
      const bound = dtype === "f32" ? 1e-5 : 1e-13;
      for (const [name, got, wanted] of computed(engine, dtype, input, filters, padding)) {
        const largest = wanted.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        const off = got.reduce(
          (most, value, index) => Math.max(most, Math.abs(value - wanted[index])),
          0,
        );
        const message = `${name} of [${input}], ${filters} filters: off by ${off} of ${largest}`;
        assert(off <= bound * largest, message);
      }
    }
  });
}

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`Images and gradients have the same bits as they lie and laid out, in ${dtype}`, () => {
    using engine = createEngine();
    for (const [H, W] of [[9, 6], [4, 4], [2, 11], [1, 1], [14, 13]]) {
      using arena = engine.arena();
      const input = [7, 5, H, W] as const, filters = 6;
      const { products, forward, transposed, output } = planned(arena, dtype, {
        ...{ input, filters, kernel: 3, padding: 1 },
      });
      const single = planned(arena, dtype, {
        ...{ input: [1, 5, H, W], filters, kernel: 3, padding: 1 },
      });
      const random = randomStream({ seed: 5 });
      const [x, w, b, dy, gate] = [input, [filters, 5, 3, 3], [filters], output, output].map(
        (extents) => {
          const tensor = arena.tensor(extents, dtype);
          random.fillNormal(tensor.data, 0, 1);
          return tensor;
        },
      );
      const [y, dx] = [output, input].map((extents) => arena.tensor(extents, dtype));
      products.convolve(forward, 7, x.pointer, 0, w.pointer, b.pointer, 1, y.pointer);
      products.convolve(transposed, 7, dy.pointer, gate.pointer, w.pointer, 0, 0, dx.pointer);
      const together = [y, dx].map(({ data }) => data.slice());
      // A single image is laid out.
      for (let n = 0; n < 7; n++) {
        const [xn, yn, dxn, dyn, gateN] = [x, y, dx, dy, gate].map((tensor) =>
          tensor.rows(n, n + 1).pointer
        );
        single.products.convolve(single.forward, 1, xn, 0, w.pointer, b.pointer, 1, yn);
        single.products.convolve(single.transposed, 1, dyn, gateN, w.pointer, 0, 0, dxn);
      }
      assertEquals([y, dx].map(({ data }) => data), together);
      // So are the gradients where they are summed for biases.
      const [dw, same, db] = [w.shape, w.shape, b.shape].map((extents) =>
        arena.tensor(extents, dtype)
      );
      products.gradient(7, x.pointer, dy.pointer, gate.pointer, dw.pointer, db.pointer);
      products.gradient(7, x.pointer, dy.pointer, gate.pointer, same.pointer, 0);
      assertEquals(same.data, dw.data);
    }
  });
}

/** Names, results that began as NaN, and what plain loops give. */
function computed(
  engine: Engine,
  dtype: DType,
  input: Case["input"],
  filters: number,
  padding: Padding,
): [name: string, got: number[], wanted: number[]][] {
  using arena = engine.arena();
  const { products, forward, transposed, output } = planned(arena, dtype, {
    ...{ input, filters, kernel: 3, padding },
  });
  const [batch, channels] = input, weights = [filters, channels, 3, 3];
  const random = randomStream({ seed: 4 });
  const normal = (extents: readonly number[]) => {
    const tensor = arena.tensor(extents, dtype);
    random.fillNormal(tensor.data, 0.5, 1);
    return tensor;
  };
  const x = normal(input), w = normal(weights), b = normal([filters]), dy = normal(output);
  const [y, dx, dw, db] = [output, input, weights, [filters]].map((extents) => {
    const tensor = arena.tensor(extents, dtype);
    tensor.data.fill(NaN);
    return tensor;
  });
  const window = windowShape("Test", [input[2], input[3]], { kernel: 3, padding });
  const plain = (gradient: ArrayLike<number>) =>
    plainConvolution(window, input, output, 1, x.data, w.data, b.data, gradient);
  products.convolve(forward, batch, x.pointer, 0, w.pointer, b.pointer, 0, y.pointer);
  products.convolve(transposed, batch, dy.pointer, 0, w.pointer, 0, 0, dx.pointer);
  products.gradient(batch, x.pointer, dy.pointer, 0, dw.pointer, db.pointer);
  const whole = plain(dy.data), found = [y, dx, dw, db].map(({ data }) => [...data]);
  products.convolve(forward, batch, x.pointer, 0, w.pointer, b.pointer, 1, y.pointer);
  products.convolve(transposed, batch, dy.pointer, y.pointer, w.pointer, 0, 0, dx.pointer);
  products.gradient(batch, x.pointer, dy.pointer, y.pointer, dw.pointer, db.pointer);
  const gated = plain([...dy.data].map((value, index) => y.data[index] > 0 ? value : 0));
  const relu = whole.y.map((value) => Math.max(value, 0));
  return [
    ["y", found[0], [...whole.y]],
    ["dx", found[1], [...whole.dx]],
    ["dw", found[2], [...whole.dw]],
    ["db", found[3], [...whole.db]],
    ["relu", [...y.data], [...relu]],
    ["gated dx", [...dx.data], [...gated.dx]],
    ["gated dw", [...dw.data], [...gated.dw]],
    ["gated db", [...db.data], [...gated.db]],
  ];
}

function planned(
  arena: ProductsOptions["arena"],
  dtype: DType,
  { input: [batch, channels, H, W], filters, ...options }: Case,
) {
  const window = windowShape("Test", [H, W], options);
  const shape = { window, channels, filters, groups: 1 };
  const forward = forwardPlan(arena, dtype, shape);
  const transposed = transposedPlan(arena, dtype, shape);
  const imageProducts = window.output[0] * window.output[1] * filters * channels * 9;
  const own = { arena, dtype, batch, output: window.output, shape, imageProducts };
  const products: ConvolutionProducts = byWinograd({ ...own, forward, transposed });
  const output = [batch, filters, ...window.output];
  return { products, forward, transposed, output };
}

const worthwhile: Case = { input: [10, 16, 13, 14], filters: 16, kernel: 3, padding: 1 };

Deno.test("Winograd is chosen where it fits and pays, unless the plain sum is asked for", () => {
  const plainSum = (options: ProductsOptions) => new DirectProducts(options);
  using engine = createEngine();
  using direct = createEngine({ convolution: "direct" });
  const sums = results(engine, "f32", plainSum, worthwhile);
  const chosen = results(engine, "f32", chooseProducts, worthwhile);
  assertEquals(chosen, results(engine, "f32", byWinograd, worthwhile));
  assertNotEquals(chosen, sums);
  assertEquals(results(direct, "f32", chooseProducts, worthwhile), sums);
  for (
    const other of [
      ...cases,
      { ...worthwhile, stride: 2 },
      { ...worthwhile, dilation: 2 },
      { ...worthwhile, groups: 2 },
      { ...worthwhile, padding: [0, 0, 0, 3] as const },
      { ...worthwhile, filters: 2 },
    ]
  ) {
    assertEquals(
      results(engine, "f32", chooseProducts, other),
      results(engine, "f32", plainSum, other),
    );
  }
});

Deno.test("A value that is not finite shows in its tile, and not in the next batch", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const { products, forward, transposed, output } = planned(arena, "f32", worthwhile);
  const tensors = [worthwhile.input, [16, 16, 3, 3], output].map((extents) => {
    const tensor = arena.tensor(extents);
    randomStream({ seed: 6 }).fillNormal(tensor.data, 0, 1);
    return tensor;
  });
  const [x, w, dy] = tensors;
  const [y, dx, dw, db] = [output, x.shape, w.shape, [16]].map((extents) => arena.tensor(extents));
  const run = () => {
    products.convolve(forward, 10, x.pointer, 0, w.pointer, 0, 0, y.pointer);
    products.convolve(transposed, 10, dy.pointer, 0, w.pointer, 0, 0, dx.pointer);
    products.gradient(10, x.pointer, dy.pointer, 0, dw.pointer, db.pointer);
  };
  for (const bad of [NaN, Infinity]) {
    const [first, second] = [x.data[25], dy.data[25]];
    x.data[25] = dy.data[25] = bad;
    run();
    for (const { data } of [y, dx, dw]) assert([...data].some((value) => !Number.isFinite(value)));
    assertEquals([...db.data].map(Number.isFinite), [false, ...Array(15).fill(true)]);
    assert(y.rows(1, 10).data.every(Number.isFinite));
    [x.data[25], dy.data[25]] = [first, second];
    run();
    for (const { data } of [y, dx, dw, db]) assert(data.every(Number.isFinite));
  }
});

Deno.test("A smaller batch than planned gives the same images", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const { products, forward, output } = planned(arena, "f32", worthwhile);
  const x = arena.tensor(worthwhile.input), w = arena.tensor([16, 16, 3, 3]);
  const y = arena.tensor(output);
  for (const { data } of [x, w]) randomStream({ seed: 7 }).fillNormal(data, 0, 1);
  products.convolve(forward, 10, x.pointer, 0, w.pointer, 0, 0, y.pointer);
  const wanted = y.rows(3, 5).data.slice();
  y.data.fill(0);
  products.convolve(forward, 2, x.rows(3, 5).pointer, 0, w.pointer, 0, 0, y.rows(3, 5).pointer);
  assertEquals(y.rows(3, 5).data, wanted);
  assertEquals(y.data.filter((value) => value !== 0).length, wanted.length);
});

const workers = new URL("../threads/_thread_worker.ts", import.meta.url);
const readable = Deno.permissions.querySync({ name: "read", path: workers }).state === "granted";

Deno.test({
  name: "Winograd convolution is bitwise the same for any number of threads",
  ignore: !readable,
  fn: async () => {
    const found: number[][] = [];
    for (const threads of [1, 2, 3, 8]) {
      using engine = createEngine({ threads });
      await engine.threads.ready();
      found.push(results(engine, "f32", byWinograd, worthwhile));
    }
    assertLess(0, found[0].length);
    for (const other of found.slice(1)) assertEquals(other, found[0]);
  },
});
