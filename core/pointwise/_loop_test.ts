import { assert, assertEquals } from "@std/assert";
import type { DType } from "../types/dtype.ts";
import { createEngine, type Engine } from "../memory/engine.ts";
import { randomStream } from "../random/random_stream.ts";
import type { Tensor } from "../memory/tensor.ts";
import type { PointwiseFunction } from "./_loop.ts";
import { ParameterBlock } from "./_parameter_block.ts";
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

Deno.test("ranges over several entries, run by another instance of the same bytes, add up to the whole", () => {
  const random = randomStream({ seed: 3 });
  using engine = createEngine();
  for (const dtype of dtypes) {
    const lengths = [0, 1, 3, 0, 17, 700, 0, 0, 64, 5, 0];
    const whole = lengths.map((size) => mixtureTensors(engine, size, dtype));
    const split = lengths.map((size) => mixtureTensors(engine, size, dtype));
    for (const { tensors } of whole) mixture.bind(tensors).run(scalars);

    using arena = engine.arena();
    const block = new ParameterBlock(arena, {
      dtype,
      scalarCount: 2,
      tensorCount: 4,
      entryCount: lengths.length,
    });
    block.scalars.set(Object.values(scalars));
    split.forEach(({ tensors }, entry) => {
      block.setSize(entry, lengths[entry]);
      Object.values(tensors).forEach(({ pointer }, i) => block.setPointer(entry, i, pointer));
    });
    const kernels = Object.fromEntries(
      Object.entries(engine.kernels[dtype]).map(([name, value]) => [`${name}_${dtype}`, value]),
    );
    const module = new WebAssembly.Module(mixture.bytes(dtype));
    const { exports } = new WebAssembly.Instance(module, {
      env: { memory: engine.memory },
      kernels,
    });
    const run = exports.run as PointwiseFunction;
    const total = lengths.reduce((sum, size) => sum + size, 0);
    const cuts = [0, 0, total, ...Array.from({ length: 30 }, () => random.integer(total))];
    cuts.sort((a, b) => a - b);
    cuts.slice(1).forEach((to, i) => run(block.pointer, cuts[i], to));

    for (const [entry, { tensors }] of split.entries()) {
      for (const name of ["sum", "wave"] as const) {
        assertSameBits(
          tensors[name].data,
          whole[entry].tensors[name].data,
          (i) => `${name}, element ${i} of entry ${entry} in ${dtype}, cut at ${cuts}`,
        );
      }
    }
    for (const { arena } of [...whole, ...split]) arena.dispose();
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
    const results: number[][][] = [];
    for (const threads of [1, 2, 3]) {
      using engine = createEngine({ threads });
      await engine.threads.ready();
      const { arena, tensors } = mixtureTensors(engine, size, "f32");
      const kernel = mixture.bind(tensors);
      const sets = [3, 100_000, 50, 99_950].map((size) => mixtureTensors(engine, size, "f32"));
      const pass = mixture.bindAll(sets.map(({ tensors }) => tensors));
      pass.scalars.set(Object.values(scalars));
      const bound = engine.bytesInUse;
      for (let step = 0; step < 3; step++) {
        kernel.run(scalars);
        pass.run();
      }
      kernel.run(scalars, 100_001);
      assertEquals(engine.bytesInUse, bound);
      const written = [tensors, ...sets.map(({ tensors }) => tensors)];
      results.push(written.flatMap(({ sum, wave }) => [[...sum.data], [...wave.data]]));
      for (const each of [arena, ...sets.map(({ arena }) => arena)]) each.dispose();
    }
    const [single, ...others] = results;
    assert(single.flat().every(Number.isFinite));
    for (const result of others) {
      result.forEach((values, which) =>
        assertSameBits(values, single[which], (i) => `element ${i} of tensor ${which}`)
      );
    }
  },
});
