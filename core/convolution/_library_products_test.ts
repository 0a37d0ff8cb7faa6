import { assert, assertEquals, assertLess, assertThrows } from "@std/assert";
import { permuteAxes } from "../axes/permute_axes.ts";
import { createEngine, type Engine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { allPlanes, type ImageLayout, type ImageLayouts } from "../types/image_layout.ts";
import { randomStream } from "../random/random_stream.ts";
import { biasGradientError } from "./_bias_gradient_error.ts";
import { Convolution } from "./convolution.ts";
import { DirectProducts } from "./_direct_products.ts";
import { LibraryProducts } from "./_library_products.ts";
import { type Case, cases, results } from "./_products_results.ts";

const available = found();
if (!available) {
  console.log("Tests of oneDNN's convolutions are skipped: they need --allow-ffi and the library.");
}

function found(): boolean {
  try {
    using engine = createEngine({ native: "onednn" });
    return engine.matmul.convolutions !== undefined;
  } catch {
    return false;
  }
}

const more: readonly Case[] = [
  { input: [17, 3, 9, 9], filters: 16, kernel: 3, padding: 1 },
  { input: [5, 32, 8, 8], filters: 32, kernel: 3, padding: 1, groups: 32 },
  // By Winograd's way, and the last image and piece not.
  { input: [17, 32, 16, 16], filters: 32, kernel: 3, padding: 1 },
  { input: [3, 4, 11, 10], filters: 6, kernel: 3, padding: [2, 1, 0, 3], dilation: 2, groups: 2 },
];

Deno.test({
  name: "A library's convolutions agree with the direct ones",
  ignore: !available,
  fn: () => {
    using engine = createEngine({ native: "onednn" });
    for (const each of [...cases, ...more]) {
      const wanted = results(engine, "f32", (options) => new DirectProducts(options), each);
      const got = results(engine, "f32", (options) => LibraryProducts.plan(options)!, each);
      assertEquals(got.length, wanted.length);
      got.forEach((value, index) => {
        const message = `${JSON.stringify(each)} at ${index}: ${value}, wanted ${wanted[index]}`;
        assertLess(Math.abs(value - wanted[index]), 1e-3, message);
      });
    }
  },
});

Deno.test({
  name: "A library's bias gradient of many outputs keeps its digits",
  ignore: !available,
  fn() {
    using engine = createEngine({ native: "onednn" });
    assertLess(biasGradientError(engine), 1e-6);
  },
});

/** With images and outputs in blocks, outputs in blocks alone, and images in blocks alone. */
const inBlocks: readonly (Case & { readonly layouts: ImageLayouts })[] = [
  {
    input: [17, 16, 9, 7],
    filters: 32,
    kernel: 3,
    stride: 2,
    padding: 1,
    layouts: { input: "blocks", output: "blocks" },
  },
  // By Winograd's way.
  {
    input: [17, 32, 16, 16],
    filters: 32,
    kernel: 3,
    padding: 1,
    layouts: { input: "blocks", output: "blocks" },
  },
  { input: [9, 3, 20, 20], filters: 16, kernel: 5, layouts: { input: "planes", output: "blocks" } },
  { input: [9, 16, 8, 8], filters: 10, kernel: 3, layouts: { input: "blocks", output: "planes" } },
  { input: [9, 48, 6, 6], filters: 16, kernel: 6, layouts: { input: "blocks", output: "blocks" } },
  // Of one place, each channel apart, and two channels for each filter.
  { input: [17, 32, 9, 7], filters: 48, kernel: 1, layouts: { input: "blocks", output: "blocks" } },
  {
    input: [17, 32, 9, 8],
    filters: 32,
    groups: 32,
    kernel: 3,
    stride: 2,
    padding: 1,
    layouts: { input: "blocks", output: "blocks" },
  },
  {
    input: [9, 32, 9, 7],
    filters: 16,
    groups: 16,
    kernel: 3,
    padding: 1,
    layouts: { input: "blocks", output: "blocks" },
  },
];

/** A copy of images in planes as they lie in the layout, or back. */
function laidOut(x: Tensor, layout: ImageLayout, isBack = false): Tensor {
  if (layout === "planes") return x;
  const [N, C, H, W] = x.shape, M = N * C / 16;
  const planes = [M, 16, H * W], blocks = [M, H * W, 16];
  const y = x.engine.arena().tensor(x.shape);
  const [from, to] = isBack ? [blocks, planes] : [planes, blocks];
  permuteAxes(x.reshape(from), [0, 2, 1], y.reshape(to));
  return y;
}

/** All that a convolution gives for images in these layouts, in planes. */
function resultsIn(
  engine: Engine,
  { input, filters, ...window }: Case,
  layouts: ImageLayouts,
): number[] {
  using arena = engine.arena();
  const convolution = new Convolution({ arena, input, filters, layouts, ...window });
  assertEquals(convolution.layouts, layouts);
  const random = randomStream({ seed: 6 });
  const make = (shape: readonly number[]) => {
    const tensor = arena.tensor(shape);
    random.fillNormal(tensor.data, 0, 1);
    return tensor;
  };
  const x = laidOut(make(input), layouts.input), w = make(convolution.weight);
  const dy = laidOut(make(convolution.output), layouts.output);
  const y = make(convolution.output), rectified = make(convolution.output);
  const dx = [make(input), make(input)], dw = [make(w.shape), make(w.shape)];
  convolution.forward(x, w, undefined, y);
  convolution.forward(x, w, undefined, rectified, "relu");
  convolution.backward(x, dy, w, dx[0], dw[0], undefined, rectified);
  convolution.gradient(x, dy, dw[1], undefined);
  convolution.transposed(dy, w, undefined, dx[1]);
  const outputs = [y, rectified].map((each) => laidOut(each, layouts.output, true));
  const images = dx.map((each) => laidOut(each, layouts.input, true));
  return [...outputs, ...images, ...dw].flatMap(({ data }) => [...data]);
}

Deno.test({
  name: "Images in blocks are convolved as in planes",
  ignore: !available,
  fn: () => {
    using engine = createEngine({ native: "onednn" });
    for (const { layouts, ...each } of inBlocks) {
      const wanted = resultsIn(engine, each, allPlanes), got = resultsIn(engine, each, layouts);
      got.forEach((value, index) => {
        const message = `${JSON.stringify(each)} at ${index}: ${value}, wanted ${wanted[index]}`;
        assertLess(Math.abs(value - wanted[index]), 1e-3, message);
      });
    }
  },
});

Deno.test({
  name: "Images in blocks are convolved to the same bits by any number of threads",
  ignore: !available,
  fn: async () => {
    const found: number[][] = [];
    for (const threads of [1, 2, 3, 8]) {
      using engine = createEngine({ native: "onednn", threads });
      await engine.threads.ready();
      found.push(
        inBlocks.flatMap(({ layouts, ...each }) => resultsIn(engine, each, layouts)),
      );
    }
    for (const other of found.slice(1)) assertEquals(other, found[0]);
  },
});

Deno.test({
  name: "Outputs lie in planes where they fill no blocks, and in blocks take no bias",
  ignore: !available,
  fn: () => {
    using engine = createEngine({ native: "onednn" });
    using arena = engine.arena();
    const layouts = { input: "planes", output: "blocks" } as const;
    const plan = (filters: number) =>
      new Convolution({ arena, input: [2, 3, 20, 20], filters, kernel: 5, layouts });
    assertEquals(plan(24).layouts, allPlanes);
    const convolution = plan(16);
    const x = arena.tensor(convolution.input), y = arena.tensor(convolution.output);
    const w = arena.tensor(convolution.weight), b = arena.tensor([16]);
    assertThrows(() => convolution.forward(x, w, b, y), TypeError, "no bias");
    assertThrows(() => convolution.gradient(x, y, w, b), TypeError, "no bias");
  },
});

Deno.test("Images in blocks are refused without a library that convolves them", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const plan = (input: ImageLayout) =>
    new Convolution({
      arena,
      input: [2, 16, 9, 9],
      filters: 16,
      kernel: 3,
      layouts: { input, output: "blocks" },
    });
  assertEquals(plan("planes").layouts, allPlanes);
  assertThrows(() => plan("blocks"), RangeError, "leave them in planes");
});

const shapes: readonly Case[] = [
  { input: [13, 4, 14, 14], filters: 8, kernel: 5 },
  { input: [13, 4, 14, 14], filters: 16, kernel: 5 },
  { input: [17, 32, 8, 8], filters: 32, kernel: 3 },
];

Deno.test({
  name:
    "A library's convolution is bitwise the same for any number of threads, and after other shapes",
  ignore: !available,
  fn: async () => {
    const found: number[][] = [];
    for (const threads of [1, 2, 3, 8]) {
      using engine = createEngine({ native: "onednn", threads });
      await engine.threads.ready();
      const bits: number[] = [];
      // A shape's memory is used again by the next, which must not be taken for it.
      for (const { input, filters, kernel } of shapes) {
        using arena = engine.arena();
        const convolution = new Convolution({ arena, input, filters, kernel, padding: "same" });
        const random = randomStream({ seed: 2 });
        const make = (shape: readonly number[]) => {
          const tensor = arena.tensor(shape);
          random.fillNormal(tensor.data, 0, 1);
          return tensor;
        };
        const x = make(input), w = make(convolution.weight), b = make([filters]);
        const y = make(convolution.output), dx = make(input);
        const dw = make(convolution.weight), db = make([filters]);
        convolution.forward(x, w, b, y, "relu");
        convolution.gradient(x, y, dw, db, y);
        convolution.transposed(y, w, undefined, dx);
        const both = [make(input), make(convolution.weight), make([filters])] as const;
        convolution.backward(x, y, w, ...both, y);
        for (const { data } of [y, dw, db, dx, ...both]) bits.push(...data);
      }
      found.push(bits);
    }
    for (const other of found.slice(1)) assertEquals(other, found[0]);
    assert(found[0].every(Number.isFinite));
  },
});

Deno.test({
  name: "What a library has no convolutions for is left to others",
  ignore: !available,
  fn: () => {
    using engine = createEngine({ native: "onednn" });
    const planned = (dtype: "f32" | "f64") =>
      results(engine, dtype, (options) => {
        assertEquals(LibraryProducts.plan(options) === undefined, dtype === "f64");
        return new DirectProducts(options);
      }, cases[1]);
    planned("f32");
    planned("f64");
  },
});
