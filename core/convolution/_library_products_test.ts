import { assert, assertEquals, assertLess } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
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
