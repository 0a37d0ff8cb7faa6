import { assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { assertSameBits, dtypes, randomTensor, rounder } from "./_testing.ts";
import { constantExpression, type Expression } from "./expression.ts";
import { pointwise, type PointwiseOptions } from "./pointwise.ts";

const one = constantExpression(1);
const adam = pointwise({
  name: "adam",
  tensors: ["w", "g", "m", "v"],
  scalars: ["stepSize", "beta1", "beta2", "epsilon"],
  update: ({ w, g, m, v, stepSize, beta1, beta2, epsilon }) => {
    const mNext = m.mul(beta1).add(g.mul(one.sub(beta1)));
    const vNext = v.mul(beta2).add(g.square().mul(one.sub(beta2)));
    return { w: w.sub(stepSize.mul(mNext).div(vNext.sqrt().add(epsilon))), m: mNext, v: vNext };
  },
});

Deno.test("an optimizer's rule equals the plain loop bit for bit, step after step", () => {
  using engine = createEngine();
  for (const dtype of dtypes) {
    const round = rounder(dtype);
    using arena = engine.arena();
    const [w, g, m, v] = ["w", "g", "m", "v"].map((name) => randomTensor(arena, 1003, dtype, name));
    v.data.forEach((value, i) => v.data[i] = Math.abs(value));
    const plain = { w: w.data.slice(), m: m.data.slice(), v: v.data.slice() };
    const kernel = adam.bind({ w, g, m, v });
    for (let step = 1; step <= 3; step++) {
      const scalars = { stepSize: 1e-3 / step, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
      kernel.run(scalars);
      const [stepSize, beta1, beta2, epsilon] = Object.values(scalars).map(round);
      const rest1 = round(1 - beta1), rest2 = round(1 - beta2);
      for (let i = 0; i < w.size; i++) {
        const slope = g.data[i];
        plain.m[i] = round(plain.m[i] * beta1) + round(slope * rest1);
        plain.v[i] = round(plain.v[i] * beta2) + round(round(slope * slope) * rest2);
        const divisor = round(round(Math.sqrt(plain.v[i])) + epsilon);
        plain.w[i] -= round(round(stepSize * plain.m[i]) / divisor);
      }
      const describe = (i: number) => `element ${i} after step ${step} in ${dtype}`;
      assertSameBits(w.data, plain.w, describe);
      assertSameBits(m.data, plain.m, describe);
      assertSameBits(v.data, plain.v, describe);
    }
  }
});

Deno.test("all elements are read before any is written", () => {
  const swap = pointwise({
    name: "swap",
    tensors: ["a", "b"],
    update: ({ a, b }) => ({ a: b, b: a }),
  });
  using engine = createEngine();
  using arena = engine.arena();
  const a = arena.from([1, 2, 3, 4, 5]), b = arena.from([6, 7, 8, 9, 10]);
  swap.bind({ a, b }).run();
  assertEquals([...a.data], [6, 7, 8, 9, 10]);
  assertEquals([...b.data], [1, 2, 3, 4, 5]);
});

Deno.test("a rule compiles once for each element type and serves many tensors and engines", () => {
  const rule = pointwise({ name: "double", tensors: ["x"], update: ({ x }) => ({ x: x.add(x) }) });
  using first = createEngine();
  using second = createEngine();
  const original = WebAssembly.Module;
  let compilations = 0;
  WebAssembly.Module = new Proxy(original, {
    construct: (target, [bytes]) => {
      compilations++;
      return new target(bytes);
    },
  });
  try {
    for (const engine of [first, second, first]) {
      for (const dtype of dtypes) {
        using arena = engine.arena();
        const x = arena.from([1, 2], [2], dtype);
        rule.bind({ x }).run();
        assertEquals([...x.data], [2, 4]);
      }
    }
  } finally {
    WebAssembly.Module = original;
  }
  assertEquals(compilations, 2);
});

Deno.test("equal rules have equal bytes, others have not", () => {
  const bytes = (factor: number) =>
    pointwise({ name: "scale", tensors: ["x"], update: ({ x }) => ({ x: x.mul(factor) }) })
      .bytes("f32");
  assertEquals(bytes(2), bytes(2));
  assertNotEquals(bytes(2), bytes(3));
});

Deno.test("a rule of a thousand operations compiles", () => {
  const rule = pointwise({
    name: "count",
    tensors: ["x"],
    update: ({ x }) => ({ x: Array.from({ length: 1000 }).reduce<Expression>((y) => y.add(1), x) }),
  });
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([0, 1, 2, 3, 4]);
  rule.bind({ x }).run();
  assertEquals([...x.data], [1000, 1001, 1002, 1003, 1004]);
});

Deno.test("a rule that cannot be is refused with its name and advice", () => {
  const make = (options: Partial<PointwiseOptions<string, string>>) => () =>
    pointwise({ name: "rule", tensors: ["x"], update: ({ x }) => ({ x }), ...options });
  let foreign = one;
  make({ tensors: ["other"], update: ({ other }) => ({ other: foreign = other }) })();
  const cases: [() => unknown, string][] = [
    [make({ tensors: [] }), "expected at least one tensor and different names, got tensors none"],
    [make({ tensors: ["x", "x"] }), "got tensors x, x and scalars none"],
    [make({ scalars: ["x"] }), "got tensors x and scalars x"],
    [make({ update: () => ({}) }), "expected at least one assignment from update, got none"],
    [make({ update: () => ({ y: one }) }), "expected assignments to x, got 'y'"],
    [make({ update: () => ({ x: foreign }) }), "got operand 'other' of another rule"],
    [
      make({ update: ({ x }) => ({ x: x.less(1) as unknown as Expression }) }),
      "expected an expression or a number for 'x', got Condition",
    ],
  ];
  for (const [attempt, message] of cases) {
    assertThrows(attempt, TypeError, "Pointwise 'rule': ");
    assertThrows(attempt, TypeError, message);
  }
});

Deno.test("another rule's operand of the same name is refused too", () => {
  let foreign = one;
  pointwise({ name: "first", tensors: ["x"], update: ({ x }) => ({ x: foreign = x }) });
  assertThrows(
    () => pointwise({ name: "second", tensors: ["x"], update: () => ({ x: foreign }) }),
    TypeError,
    "Pointwise 'second': expected expressions of this rule's operands, got operand 'x'",
  );
});
