import type { Engine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { sizeOf } from "../types/shape.ts";
import { type WindowOptions, windowShape } from "../windows/window_shape.ts";
import type { ConvolutionProducts, ProductsOptions } from "./_convolution_products.ts";
import { forwardPlan } from "./_forward_plan.ts";
import { transposedPlan } from "./_transposed_plan.ts";

/** A convolution that products are compared on. */
export interface Case extends WindowOptions {
  readonly input: readonly [number, number, number, number];
  readonly filters: number;
  readonly groups?: number;
}

/** Shapes, strides, groups and paddings of all kinds. */
export const cases: readonly Case[] = [
  { input: [1, 1, 1, 1], filters: 1, kernel: 1 },
  { input: [3, 2, 5, 7], filters: 3, kernel: [3, 2] },
  { input: [9, 1, 28, 28], filters: 32, kernel: 7, padding: "same" },
  { input: [2, 3, 9, 6], filters: 5, kernel: 3, stride: 2, padding: 1 },
  { input: [2, 6, 5, 6], filters: 9, kernel: 3, padding: 1, groups: 3 },
  { input: [3, 2, 3, 3], filters: 14, kernel: 1, stride: 4 },
  { input: [3, 6, 5, 7], filters: 10, kernel: 1 },
  { input: [2, 6, 5, 7], filters: 8, kernel: 1, groups: 2 },
  { input: [2, 2, 7, 10], filters: 2, kernel: 2, stride: [3, 2], padding: "same" },
  { input: [2, 16, 40, 44], filters: 12, kernel: 5, padding: [0, 2, 3, 1] },
];

/** All that the products give for one case, with and without what is optional. */
export function results(
  engine: Engine,
  dtype: "f32" | "f64",
  products: (options: ProductsOptions) => ConvolutionProducts,
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
  const planned = products({
    arena,
    dtype,
    batch,
    output,
    shape,
    imageProducts,
    forward,
    transposed,
  });
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
  planned.convolve(forward, batch, x.pointer, 0, w.pointer, b.pointer, 1, y[0].pointer);
  planned.convolve(forward, batch, x.pointer, 0, w.pointer, 0, 0, y[1].pointer);
  planned.convolve(transposed, batch, dy.pointer, gate.pointer, w.pointer, 0, 0, dx[0].pointer);
  planned.convolve(transposed, batch, dy.pointer, 0, w.pointer, c.pointer, 0, dx[1].pointer);
  planned.gradient(batch, x.pointer, dy.pointer, gate.pointer, dw[0].pointer, db.pointer);
  planned.gradient(batch, x.pointer, dy.pointer, 0, dw[1].pointer, 0);
  const [bothDx, bothDw, bothDb] = [make(input), make(weights), make([filters])];
  if (planned.backward === undefined) {
    planned.gradient(batch, x.pointer, dy.pointer, 0, bothDw.pointer, bothDb.pointer);
    planned.convolve(transposed, batch, dy.pointer, 0, w.pointer, 0, 0, bothDx.pointer);
  } else {
    // deno-fmt-ignore
    planned.backward(
      batch, x.pointer, dy.pointer, 0, w.pointer, bothDx.pointer, bothDw.pointer, bothDb.pointer,
    );
  }
  return [...y, ...dx, ...dw, db, bothDx, bothDw, bothDb].flatMap(({ data }) => [...data]);
}
