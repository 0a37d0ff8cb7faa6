import { assert, assertEquals, assertLess } from "@std/assert";
import { createEngine, type Engine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { sizeOf } from "../memory/shape.ts";
import { type WindowOptions, windowShape } from "../window_shape.ts";
import { Convolution } from "./convolution.ts";
import { biasGradientError } from "./_bias_gradient_error.ts";
import { DirectProducts } from "./_direct_products.ts";
import { forwardPlan } from "./_forward_plan.ts";
import { NativeProducts } from "./_native_products.ts";
import { transposedPlan } from "./_transposed_plan.ts";

const available = found();
if (!available) {
  console.log(
    "Tests of native convolution are skipped: they need --allow-ffi and a library.",
  );
}

function found(): boolean {
  using engine = createEngine({ matmul: "auto" });
  return engine.matmul.name === "blas";
}

interface Case extends WindowOptions {
  readonly input: readonly [number, number, number, number];
  readonly filters: number;
  readonly groups?: number;
}

const cases: readonly Case[] = [
  { input: [1, 1, 1, 1], filters: 1, kernel: 1 },
  { input: [3, 2, 5, 7], filters: 3, kernel: [3, 2] },
  { input: [9, 1, 28, 28], filters: 32, kernel: 7, padding: "same" },
  { input: [2, 3, 9, 6], filters: 5, kernel: 3, stride: 2, padding: 1 },
  { input: [2, 6, 5, 6], filters: 9, kernel: 3, padding: 1, groups: 3 },
  { input: [3, 2, 3, 3], filters: 14, kernel: 1, stride: 4 },
  { input: [2, 2, 7, 10], filters: 2, kernel: 2, stride: [3, 2], padding: "same" },
  { input: [2, 16, 40, 44], filters: 12, kernel: 5, padding: [0, 2, 3, 1] },
];

/** All that the products give for one case, with and without what is optional. */
function results(
  engine: Engine,
  dtype: "f32" | "f64",
  Products: typeof DirectProducts | typeof NativeProducts,
  { input, filters, groups = 1, ...options }: Case,
): number[] {
  using arena = engine.arena();
  const [batch, channels, H, W] = input;
  const window = windowShape("Test", [H, W], options);
  const shape = { window, channels, filters, groups };
  const forward = forwardPlan(arena, dtype, shape),
    transposed = transposedPlan(arena, dtype, shape);
  const { output } = window;
  const weights = [filters, channels / groups, ...window.kernel];
  const imageProducts = sizeOf(output) * sizeOf(weights);
  const planned = { arena, dtype, batch, output, imageProducts, forward, transposed };
  const products = new Products(planned);
  const random = randomStream({ seed: 4 });
  const make = (shape: readonly number[]) => {
    const tensor = arena.tensor(shape, dtype);
    random.fillNormal(tensor.data, 0, 1);
    return tensor;
  };
  const x = make(input), w = make(weights), b = make([filters]), c = make([channels]);
  const outputs = [batch, filters, ...output];
  const dy = make(outputs), gate = make(outputs);
  const y = [make(outputs), make(outputs)], dx = [make(input), make(input)];
  const dw = [make(weights), make(weights)], db = make([filters]);
  products.convolve(forward, batch, x.pointer, 0, w.pointer, b.pointer, 1, y[0].pointer);
  products.convolve(forward, batch, x.pointer, 0, w.pointer, 0, 0, y[1].pointer);
  products.convolve(transposed, batch, dy.pointer, gate.pointer, w.pointer, 0, 0, dx[0].pointer);
  products.convolve(transposed, batch, dy.pointer, 0, w.pointer, c.pointer, 0, dx[1].pointer);
  products.gradient(batch, x.pointer, dy.pointer, gate.pointer, dw[0].pointer, db.pointer);
  products.gradient(batch, x.pointer, dy.pointer, 0, dw[1].pointer, 0);
  return [...y, ...dx, ...dw, db].flatMap(({ data }) => [...data]);
}

for (const dtype of ["f32", "f64"] as const) {
  Deno.test({
    name: `Native products in ${dtype} agree with the direct ones`,
    ignore: !available,
    fn: () => {
      using engine = createEngine({ matmul: "blas" });
      const bound = dtype === "f32" ? 1e-3 : 1e-11;
      for (const each of cases) {
        const wanted = results(engine, dtype, DirectProducts, each);
        const got = results(engine, dtype, NativeProducts, each);
        assertEquals(got.length, wanted.length);
        got.forEach((value, index) => {
          const message = `${JSON.stringify(each)} at ${index}: ${value}, wanted ${wanted[index]}`;
          assertLess(Math.abs(value - wanted[index]), bound, message);
        });
      }
    },
  });
}

Deno.test({
  name: "The bias gradient of many outputs keeps its digits",
  ignore: !available,
  fn() {
    using engine = createEngine({ matmul: "blas" });
    assertLess(biasGradientError(engine), 1e-6);
  },
});

Deno.test({
  name: "A native convolution is bitwise the same for any number of threads",
  ignore: !available,
  fn: async () => {
    const found: number[][] = [];
    for (const threads of [1, 2, 3]) {
      using engine = createEngine({ matmul: "blas", threads });
      await engine.threads.ready();
      using arena = engine.arena();
      const input = [13, 2, 14, 14];
      const convolution = new Convolution({
        arena,
        input,
        filters: 16,
        kernel: 5,
        padding: "same",
      });
      const random = randomStream({ seed: 2 });
      const make = (shape: readonly number[]) => {
        const tensor = arena.tensor(shape);
        random.fillNormal(tensor.data, 0, 1);
        return tensor;
      };
      const x = make(input), w = make(convolution.weight), b = make([16]), db = make([16]);
      const y = make(convolution.output), dx = make(input), dw = make(convolution.weight);
      convolution.forward(x, w, b, y, "relu");
      convolution.gradient(x, y, dw, db, y);
      convolution.transposed(y, w, undefined, dx);
      found.push([...y.data, ...dw.data, ...db.data, ...dx.data]);
    }
    for (const other of found.slice(1)) assertEquals(other, found[0]);
    assert(found[0].every(Number.isFinite));
  },
});
