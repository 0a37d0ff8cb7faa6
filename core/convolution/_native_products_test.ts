import { assert, assertEquals, assertLess } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import { Convolution } from "./convolution.ts";
import { biasGradientError } from "./_bias_gradient_error.ts";
import { DirectProducts } from "./_direct_products.ts";
import { NativeProducts } from "./_native_products.ts";
import { cases, results } from "./_products_results.ts";

const available = found();
if (!available) {
  console.log(
    "Tests of native convolution are skipped: they need --allow-ffi and a library.",
  );
}

function found(): boolean {
  try {
    using engine = createEngine({ native: "openblas" });
    return engine.matmul.name === "openblas";
  } catch {
    return false;
  }
}

for (const dtype of ["f32", "f64"] as const) {
  Deno.test({
    name: `Native products in ${dtype} agree with the direct ones`,
    ignore: !available,
    fn: () => {
      using engine = createEngine({ native: "openblas" });
      const bound = dtype === "f32" ? 1e-3 : 1e-11;
      for (const each of cases) {
        const wanted = results(engine, dtype, (options) => new DirectProducts(options), each);
        const got = results(engine, dtype, (options) => new NativeProducts(options), each);
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
    using engine = createEngine({ native: "openblas" });
    assertLess(biasGradientError(engine), 1e-6);
  },
});

Deno.test({
  name: "A native convolution is bitwise the same for any number of threads",
  ignore: !available,
  fn: async () => {
    const found: number[][] = [];
    for (const threads of [1, 2, 3]) {
      using engine = createEngine({ native: "openblas", threads });
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
