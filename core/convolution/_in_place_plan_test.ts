import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { Convolution, createEngine, type DType, randomStream } from "@descent/core";
import { threadsAllowed } from "../_threads_allowed.ts";
import { windowShape } from "../windows/window_shape.ts";
import { inPlacePlan } from "./_in_place_plan.ts";
import { plainConvolution } from "./_plain_convolution.ts";

const input = [9, 6, 4, 8] as const, filters = 20;

Deno.test("Filters of one place read rows of whole vectors in place, others do not", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const isPlanned = (width: number, dtype: DType, options = {}) => {
    const window = windowShape("Test", [4, width], { kernel: 1, ...options });
    return inPlacePlan(arena, dtype, { window, channels: 6, filters, groups: 2 }) !== undefined;
  };
  assert(isPlanned(8, "f32"));
  assert(isPlanned(6, "f64"));
  assert(!isPlanned(6, "f32"));
  for (const options of [{ kernel: 3 }, { stride: 2 }, { padding: 1 }]) {
    assert(!isPlanned(8, "f32", options), JSON.stringify(options));
  }
});

for (const dtype of ["f32", "f64"] as const) {
  for (const groups of [1, 2]) {
    Deno.test(`Gradients in ${dtype} of images read in place equal plain loops, groups ${groups}`, () => {
      const { dw, db, wanted } = gradients(dtype, groups);
      const bound = dtype === "f64" ? 1e-12 : 1e-4;
      dw.forEach((value, i) => assertAlmostEquals(value, wanted.dw[i], bound));
      db.forEach((value, i) => assertAlmostEquals(value, wanted.db[i], bound));
    });
  }

  Deno.test({
    name: `Threads share panels of the gradient in ${dtype} without a change of bits`,
    ignore: !threadsAllowed(),
    async fn() {
      const [dw, db] = await sharedGradients(dtype, 1);
      for (const threads of [2, 3, 8]) {
        assertEquals(await sharedGradients(dtype, threads), [dw, db]);
      }
    },
  });
}

function gradients(dtype: DType, groups: number) {
  using engine = createEngine();
  using arena = engine.arena();
  const convolution = new Convolution({ arena, dtype, input, filters, groups, kernel: 1 });
  const random = randomStream({ seed: 3 });
  const [x, w, b, dy] = [input, convolution.weight, [filters], convolution.output].map(
    (extents) => {
      const tensor = arena.tensor(extents, dtype);
      random.fillNormal(tensor.data, 0, 1);
      return tensor;
    },
  );
  const dw = arena.tensor(convolution.weight, dtype), db = arena.tensor([filters], dtype);
  convolution.gradient(x, dy, dw, db);
  const { window, output } = convolution;
  // deno-fmt-ignore
  const wanted = plainConvolution(
    window, input, output, groups, x.data, w.data, b.data, dy.data,
  );
  return { dw: dw.data.slice(), db: db.data.slice(), wanted };
}

/** Of an image and filters with work enough for several threads, behind a relu. */
async function sharedGradients(dtype: DType, threads: number) {
  using engine = createEngine({ threads });
  await engine.threads.ready();
  using arena = engine.arena();
  const convolution = new Convolution({
    arena,
    dtype,
    input: [8, 11, 16, 16],
    filters: 20,
    kernel: 1,
  });
  const random = randomStream({ seed: 4 });
  const [x, y, dy] = [convolution.input, convolution.output, convolution.output].map((extents) => {
    const tensor = arena.tensor(extents, dtype);
    random.fillNormal(tensor.data, 0, 1);
    return tensor;
  });
  const dw = arena.tensor(convolution.weight, dtype), db = arena.tensor([20], dtype);
  convolution.gradient(x, dy, dw, db, y);
  return [dw.data.slice(), db.data.slice()];
}
