import { assertEquals, assertLessOrEqual, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { heapGrowth } from "../checking/heap_growth.ts";
import { assertSameBits, dtypes, randomTensor, sizes } from "./_testing.ts";
import { pointwise } from "./pointwise.ts";

const decay = pointwise({
  name: "decay",
  tensors: ["w", "g", "mean"],
  scalars: ["rate", "share"],
  update: ({ w, g, mean, rate, share }) => {
    const next = mean.add(share.mul(g.sub(mean)));
    return { mean: next, w: w.sub(rate.mul(next)) };
  },
});

Deno.test("a pass gives the bits of one kernel for each set, whatever the sizes", () => {
  using engine = createEngine();
  for (const dtype of dtypes) {
    using arena = engine.arena();
    const make = () =>
      sizes.map((size) => ({
        w: randomTensor(arena, size, dtype, "w"),
        g: randomTensor(arena, size, dtype, "g"),
        mean: arena.tensor([size], dtype),
      }));
    const together = make(), alone = make();
    const pass = decay.bindAll(together);
    const kernels = alone.map((tensors) => decay.bind(tensors));
    for (let step = 1; step <= 3; step++) {
      pass.scalars[decay.scalars.indexOf("rate")] = 0.1 / step;
      pass.scalars[decay.scalars.indexOf("share")] = 0.3;
      pass.run();
      for (const kernel of kernels) kernel.run({ rate: 0.1 / step, share: 0.3 });
    }
    together.forEach(({ w, mean }, set) => {
      const describe = (i: number) => `element ${i} of ${w.size} in ${dtype}`;
      assertSameBits(w.data, alone[set].w.data, describe);
      assertSameBits(mean.data, alone[set].mean.data, describe);
    });
  }
});

Deno.test("a pass writes nothing outside its tensors", () => {
  using engine = createEngine();
  for (const dtype of dtypes) {
    using arena = engine.arena();
    const wholes = sizes.slice(0, 12).map((size) => arena.tensor([size + 2], dtype));
    const one = pointwise({ name: "one", tensors: ["x"], update: () => ({ x: 1 }) });
    one.bindAll(wholes.map((whole) => ({ x: whole.rows(1, whole.size - 1) }))).run();
    for (const { data, size } of wholes) {
      assertEquals([...data], [0, ...Array(size - 2).fill(1), 0]);
    }
  }
});

Deno.test("a scalar that was not written is NaN", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const [w, g, mean] = [1, 2, 3].map((value) => arena.from([value]));
  const pass = decay.bindAll([{ w, g, mean }]);
  pass.scalars[0] = 1;
  pass.run();
  assertEquals([...w.data, ...mean.data], [NaN, NaN]);
});

Deno.test("a pass over no set does nothing", () => {
  const pass = decay.bindAll([]);
  pass.scalars[1] = 0.5;
  pass.run();
  assertEquals([...pass.scalars], [NaN, 0.5]);
});

Deno.test("a pass leaves nothing on the heap", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const pass = decay.bindAll([3, 40].map((size) => ({
    w: arena.tensor([size]),
    g: arena.tensor([size]),
    mean: arena.tensor([size]),
  })));
  const runs = (count: number) => {
    for (let run = 1; run <= count; run++) {
      pass.scalars[0] = 1 / run;
      pass.scalars[1] = Math.sqrt(0.1 / run);
      pass.run();
    }
  };
  // One boxed number a run would be 12,000 bytes or more; looking takes some kilobytes.
  const bound = 8000;
  assertLessOrEqual(heapGrowth(() => runs(1000), { bound }), bound, "bytes for 1,000 runs");
});

Deno.test("sets that do not fit are refused with their names", () => {
  using engine = createEngine();
  using other = createEngine();
  using arena = engine.arena();
  using otherArena = other.arena();
  type Set = Readonly<Record<"w" | "g" | "mean", Tensor>>;
  const make = (size: number, dtype: "f32" | "f64" = "f32", from = arena): Set => ({
    w: from.tensor([size], dtype),
    g: from.tensor([size], dtype),
    mean: from.tensor([size], dtype),
  });
  const first = make(4);
  const bytes = arena.tensor([4], "u8") as unknown as Tensor;
  const { mean: _, ...incomplete } = make(4);
  const cases: [Set, string][] = [
    [incomplete as Set, "expected the tensors w, g, mean, got w, g; pass one"],
    [{ ...make(4), g: arena.tensor([5]) }, "expected tensors of one size, got 'w' [4], 'g' [5]"],
    [make(3, "f64"), "expected tensors of one element type, got 'w' f32 [4] and 'w' f64 [3]"],
    [make(3, "f32", otherArena), "expected tensors of one engine, got 'w' [4] and 'w' [3]"],
    [{ ...make(4), w: bytes }, "expected tensors of one element type, got 'w' f32 [4] and 'w' u8"],
    [
      { ...make(4), mean: first.w },
      "expected 'w' of set 0, which is written, apart from 'mean' of set 1, got tensors [4] and [4]",
    ],
    [
      { ...make(2), g: first.mean.rows(1, 3) },
      "expected 'mean' of set 0, which is written, apart from 'g' of set 1, got tensors [4] and [2]",
    ],
  ];
  for (const [second, message] of cases) {
    assertThrows(() => decay.bindAll([first, second]), TypeError, "Pointwise 'decay': ");
    assertThrows(() => decay.bindAll([first, second]), TypeError, message);
  }
  const { w } = make(4);
  assertThrows(() => decay.bindAll([{ w, g: w, mean: w }]), TypeError, "which is written, apart");
  assertThrows(
    () => decay.bindAll([{ w: bytes, g: bytes, mean: bytes }]),
    TypeError,
    "expected f32 or f64 tensors, got 'w' u8",
  );
});

Deno.test("sets may share a tensor that is only read", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const g = arena.from([1, 2]);
  const sets = [1, 2].map(() => ({ w: arena.tensor([2]), g, mean: arena.tensor([2]) }));
  const pass = decay.bindAll(sets);
  pass.scalars.set([1, 1]);
  pass.run();
  for (const { w } of sets) assertEquals([...w.data], [-1, -2]);
});

Deno.test("a pass's parameter block goes with the arena of its first written tensor", () => {
  using engine = createEngine();
  const before = engine.bytesInUse;
  {
    using arena = engine.arena();
    decay.bindAll([{ w: arena.tensor([1]), g: arena.tensor([1]), mean: arena.tensor([1]) }]);
  }
  assertEquals(engine.bytesInUse, before);
});
