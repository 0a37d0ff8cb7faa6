import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { dtypes, randomTensor, rounder } from "./_testing.ts";
import { pointwise } from "./pointwise.ts";

const scale = pointwise({
  name: "scale",
  tensors: ["x", "y"],
  scalars: ["factor"],
  update: ({ x, factor }) => ({ y: x.mul(factor) }),
});
const increment = pointwise({
  name: "increment",
  tensors: ["x"],
  update: ({ x }) => ({ x: x.add(1) }),
});

Deno.test("scalars are rounded to the element type and may be NaN", () => {
  using engine = createEngine();
  for (const dtype of dtypes) {
    using arena = engine.arena();
    const x = arena.from([1], [1], dtype), y = arena.tensor([1], dtype);
    const kernel = scale.bind({ x, y });
    kernel.run({ factor: 0.1 });
    assertEquals(y.data[0], rounder(dtype)(0.1));
    kernel.run({ factor: NaN });
    assertEquals(y.data[0], NaN);
  }
});

Deno.test("nothing outside the tensors is written", () => {
  using engine = createEngine();
  for (const dtype of dtypes) {
    for (let size = 0; size < 70; size++) {
      using arena = engine.arena();
      const whole = arena.tensor([size + 2], dtype);
      const inner = whole.rows(1, size + 1);
      increment.bind({ x: inner }).run();
      assertEquals([...whole.data], [0, ...Array(size).fill(1), 0]);
    }
  }
});

Deno.test("a count runs the first elements only", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([3, 4]);
  const kernel = increment.bind({ x });
  for (const count of [0, 5, 12]) kernel.run(undefined, count);
  assertEquals([...x.data], [2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1]);
  for (const count of [13, -1, 1.5, NaN]) {
    assertThrows(
      () => kernel.run(undefined, count),
      RangeError,
      `Pointwise 'increment': expected a count from 0 to 12, got ${count}`,
    );
  }
});

Deno.test("rebind moves a kernel to other tensors", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const y = arena.tensor([4]);
  const kernel = scale.bind({ x: arena.from([1, 2, 3, 4]), y });
  kernel.rebind("x", arena.from([5, 6, 7, 8]));
  kernel.run({ factor: 1 });
  assertEquals([...y.data], [5, 6, 7, 8]);

  const smaller = arena.from([9, 10], [1, 2]);
  kernel.rebind("x", smaller);
  assertThrows(
    () => kernel.run({ factor: 1 }),
    TypeError,
    "Pointwise 'scale': expected tensors of one size, got 'x' [1, 2], 'y' [4]",
  );
  kernel.run({ factor: 2 }, smaller.size);
  assertEquals([...y.data], [18, 20, 7, 8]);
  assertThrows(() => kernel.run({ factor: 2 }, 3), RangeError, "expected a count from 0 to 2");

  const output = arena.tensor([2]);
  kernel.rebind("y", output);
  kernel.run({ factor: 3 });
  assertEquals([...output.data], [27, 30]);
});

Deno.test("a tensor that is read may be the written one; shifted views of it may not", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([1, 2, 3, 4, 5, 6]);
  const kernel = scale.bind({ x, y: x });
  kernel.run({ factor: 2 });
  assertEquals([...x.data], [2, 4, 6, 8, 10, 12]);

  const message =
    "Pointwise 'scale': expected 'y', which is written, apart from 'x', got tensors [4] and [4] that share memory";
  const shifted = { x: x.rows(0, 4), y: x.rows(2, 6) };
  assertThrows(() => scale.bind(shifted), TypeError, message);

  kernel.rebind("x", shifted.x);
  kernel.rebind("y", shifted.y);
  assertThrows(() => kernel.run({ factor: 2 }), TypeError, message);
  kernel.rebind("x", x.rows(0, 2));
  kernel.rebind("y", x.rows(2, 4));
  kernel.run({ factor: 10 });
  assertEquals([...x.data], [2, 4, 20, 40, 10, 12]);

  const both = pointwise({ name: "both", tensors: ["a", "b"], update: () => ({ a: 1, b: 2 }) });
  assertThrows(() => both.bind({ a: x, b: x }), TypeError, "expected 'a', which is written, apart");
  const twice = pointwise({
    name: "twice",
    tensors: ["a", "b", "sum"],
    update: ({ a, b }) => ({ sum: a.add(b) }),
  });
  const sum = arena.tensor([6]);
  twice.bind({ a: x, b: x, sum }).run();
  assertEquals([...sum.data], [4, 8, 40, 80, 20, 24]);
});

Deno.test("a kernel's parameter block goes with the arena of what it writes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([4]);
  const before = engine.bytesInUse;
  {
    using inner = engine.arena();
    scale.bind({ x, y: inner.tensor([4]) }).run({ factor: 1 });
  }
  assertEquals(engine.bytesInUse, before);
});

Deno.test("tensors and scalars that do not fit are refused with their names", () => {
  using engine = createEngine();
  using other = createEngine();
  using arena = engine.arena();
  using otherArena = other.arena();
  const x = arena.tensor([2, 3]), y = arena.tensor([6]);
  const kernel = scale.bind({ x, y });
  const bytes = arena.tensor([6], "u8") as unknown as Tensor;
  const bind = (tensors: Record<string, Tensor>) => () =>
    scale.bind(tensors as Record<"x" | "y", Tensor>);
  const cases: [() => unknown, string][] = [
    [bind({ x }), "expected the tensors x, y, got x"],
    [bind({ x, y, z: y }), "expected the tensors x, y, got x, y, z"],
    [bind({ x, y: arena.tensor([5]) }), "expected tensors of one size, got 'x' [2, 3], 'y' [5]"],
    [
      bind({ x, y: arena.tensor([6], "f64") }),
      "expected tensors of one element type, got 'x' f32 [2, 3] and 'y' f64 [6]",
    ],
    [bind({ x: bytes, y: bytes }), "expected f32 or f64 tensors, got 'x' u8"],
    [
      bind({ x, y: otherArena.tensor([6]) }),
      "expected tensors of one engine, got 'x' [2, 3] and 'y' [6] of different engines",
    ],
    // @ts-expect-error: no such tensor
    [() => kernel.rebind("z", x), "expected one of the tensors x, y, got 'z'"],
    [() => kernel.rebind("x", otherArena.tensor([6])), "expected tensors of one engine"],
    [() => kernel.rebind("x", bytes), "expected tensors of one element type"],
    [
      // @ts-expect-error: a scalar is missing
      () => kernel.run({}),
      "expected a number for scalar 'factor', got undefined; pass { factor } to run",
    ],
    // @ts-expect-error: all scalars are missing
    [() => kernel.run(), "expected a number for scalar 'factor'"],
  ];
  for (const [attempt, message] of cases) {
    assertThrows(attempt, TypeError, "Pointwise 'scale': ");
    assertThrows(attempt, TypeError, message);
  }
});

Deno.test("a refused tensor leaves the kernel as it was", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = randomTensor(arena, 10, "f32", "x"), y = arena.tensor([10]);
  const kernel = scale.bind({ x, y });
  assertThrows(() => kernel.rebind("x", arena.tensor([10], "f64")), TypeError);
  kernel.run({ factor: 1 });
  assertEquals([...y.data], [...x.data]);
});
