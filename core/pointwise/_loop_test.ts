import { assert, assertEquals } from "@std/assert";
import type { DType } from "../dtype.ts";
import { createEngine, type Engine } from "../engine.ts";
import { randomStream } from "../random_stream.ts";
import type { Tensor } from "../tensor.ts";
import type { PointwiseFunction } from "./_loop.ts";
import { assertSameBits, dtypes, randomTensor } from "./_testing.ts";
import { pointwise } from "./pointwise.ts";

// A bit of everything, functions of the fixed kernels included.
const mixture = pointwise({
  name: "mixture",
  tensors: ["x", "y", "sum", "wave"],
  scalars: ["gain", "shift"],
  update: ({ x, y, sum, gain, shift }) => ({
    sum: sum.mul(gain).add(x.mul(y)).sub(shift.exp().div(x.square().add(0.1))).max(y.neg()),
    wave: x.tanh().mul(y.abs().log1p()).add(
      x.greater(y).select(x.erf(), y.sigmoid().sqrt().min(gain)),
    ),
  }),
});
const scalars = { gain: 0.9, shift: 0.3 };

function mixtureTensors(engine: Engine, size: number, dtype: DType) {
  const arena = engine.arena();
  const [x, y, sum] = ["x", "y", "sum"].map((name) => randomTensor(arena, size, dtype, name));
  return { arena, tensors: { x, y, sum, wave: arena.tensor([size], dtype) } };
}

Deno.test("an element's result does not depend on where it lies", () => {
  using engine = createEngine();
  for (const dtype of dtypes) {
    const size = 67;
    const { arena, tensors } = mixtureTensors(engine, size, dtype);
    const before = tensors.sum.data.slice();
    mixture.bind(tensors).run(scalars);
    const scope = engine.arena();
    const alone = (values: ArrayLike<number>, i: number): Tensor =>
      scope.from([values[i]], [1], dtype);
    for (let i = 0; i < size; i++) {
      const single = {
        x: alone(tensors.x.data, i),
        y: alone(tensors.y.data, i),
        sum: alone(before, i),
        wave: alone(before, i),
      };
      mixture.bind(single).run(scalars);
      const describe = () => `element ${i} of ${size} in ${dtype}`;
      assertSameBits(single.sum.data, [tensors.sum.data[i]], describe);
      assertSameBits(single.wave.data, [tensors.wave.data[i]], describe);
    }
    scope.dispose();
    arena.dispose();
  }
});

Deno.test("ranges run by another instance of the same bytes add up to the whole", () => {
  const random = randomStream({ seed: 3 });
  using engine = createEngine();
  for (const dtype of dtypes) {
    const size = 1000;
    const whole = mixtureTensors(engine, size, dtype), split = mixtureTensors(engine, size, dtype);
    mixture.bind(whole.tensors).run(scalars);

    const kernel = mixture.bind(split.tensors);
    kernel.run(scalars, 0);
    const kernels = Object.fromEntries(
      Object.entries(engine.kernels[dtype]).map(([name, value]) => [`${name}_${dtype}`, value]),
    );
    const module = new WebAssembly.Module(mixture.bytes(dtype));
    const { exports } = new WebAssembly.Instance(module, {
      env: { memory: engine.memory },
      kernels,
    });
    const run = exports.run as PointwiseFunction;
    const cuts = [0, size, ...Array.from({ length: 20 }, () => random.integer(size))];
    cuts.sort((a, b) => a - b);
    cuts.slice(1).forEach((to, i) => run(kernel.block, cuts[i], to));

    for (const name of ["sum", "wave"] as const) {
      assertSameBits(
        split.tensors[name].data,
        whole.tensors[name].data,
        (i) => `${name}, element ${i} in ${dtype}, cut at ${cuts}`,
      );
    }
    whole.arena.dispose();
    split.arena.dispose();
  }
});

const readable = Deno.permissions.querySync({
  name: "read",
  path: new URL("../threads/", import.meta.url),
}).state === "granted";
if (!readable) console.log("Pointwise threads are not tested: they need --allow-read for core.");

Deno.test({
  name: "a rule gives the same bits on any number of threads",
  ignore: !readable,
  fn: async () => {
    const size = 200_003;
    const results: Float32Array[] = [];
    for (const threads of [1, 2, 3]) {
      using engine = createEngine({ threads });
      await engine.threads.ready();
      const { arena, tensors } = mixtureTensors(engine, size, "f32");
      const kernel = mixture.bind(tensors);
      const loaded = engine.bytesInUse;
      for (let step = 0; step < 3; step++) kernel.run(scalars);
      kernel.run(scalars, 100_001);
      assertEquals(engine.bytesInUse, loaded);
      results.push(
        tensors.sum.data.slice() as Float32Array,
        tensors.wave.data.slice() as Float32Array,
      );
      arena.dispose();
    }
    const [sum, wave] = results;
    assert(sum.every(Number.isFinite));
    for (let i = 2; i < results.length; i += 2) {
      assertSameBits(results[i], sum, (element) => `sum, element ${element}`);
      assertSameBits(results[i + 1], wave, (element) => `wave, element ${element}`);
    }
  },
});
