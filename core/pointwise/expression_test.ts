import { assertEquals, assertLess, assertThrows } from "@std/assert";
import type { DType } from "../types/dtype.ts";
import { createEngine } from "../memory/engine.ts";
import {
  assertSameBits,
  dtypes,
  randomTensor,
  rounder,
  sizes,
  specialPairs,
  specialValues,
} from "./_testing.ts";
import { constantExpression, type Expression, type Operand } from "./expression.ts";
import { pointwise } from "./pointwise.ts";

interface Case {
  readonly name: string;
  readonly formula: (x: Expression, y: Expression) => Operand;
  /** The reference implementation on numbers of the element type; `round` rounds to it. */
  readonly plain: (x: number, y: number, round: (value: number) => number) => number;
}

/** Halves to even, as the kernels round. */
function roundToEven(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) >= 2 ** 52) return x;
  const below = Math.floor(x), rest = x - below;
  const up = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
  const result = up ? below + 1 : below;
  return result === 0 && (x < 0 || Object.is(x, -0)) ? -0 : result;
}

// One rounding in double and one more to f32 equal one rounding to f32 for + - · / and √.
const exactCases: readonly Case[] = [
  { name: "add", formula: (x, y) => x.add(y), plain: (x, y) => x + y },
  { name: "sub", formula: (x, y) => x.sub(y), plain: (x, y) => x - y },
  { name: "mul", formula: (x, y) => x.mul(y), plain: (x, y) => x * y },
  { name: "div", formula: (x, y) => x.div(y), plain: (x, y) => x / y },
  { name: "min", formula: (x, y) => x.min(y), plain: (x, y) => Math.min(x, y) },
  { name: "max", formula: (x, y) => x.max(y), plain: (x, y) => Math.max(x, y) },
  { name: "neg", formula: (x) => x.neg(), plain: (x) => -x },
  { name: "abs", formula: (x) => x.abs(), plain: (x) => Math.abs(x) },
  { name: "sqrt", formula: (x) => x.sqrt(), plain: (x) => Math.sqrt(x) },
  { name: "floor", formula: (x) => x.floor(), plain: (x) => Math.floor(x) },
  { name: "round", formula: (x) => x.round(), plain: roundToEven },
  {
    name: "flushSubnormal",
    formula: (x) => x.flushSubnormal(),
    plain: (x, _, round) =>
      Math.abs(x) < (round(2 ** -1000) === 0 ? 2 ** -126 : 2 ** -1022) ? 0 : x,
  },
  { name: "square", formula: (x) => x.square(), plain: (x) => x * x },
  { name: "reciprocal", formula: (x) => x.reciprocal(), plain: (x) => 1 / x },
  { name: "sign", formula: (x) => x.sign(), plain: (x) => Math.sign(x) },
  { name: "pow 0", formula: (x) => x.pow(0), plain: () => 1 },
  { name: "pow 1", formula: (x) => x.pow(1), plain: (x) => x },
  { name: "pow 3", formula: (x) => x.pow(3), plain: (x, _, round) => x * round(x * x) },
  { name: "pow -2", formula: (x) => x.pow(-2), plain: (x, _, round) => 1 / round(x * x) },
  { name: "constant", formula: () => 0.1, plain: () => 0.1 },
  { name: "constant -0", formula: () => constantExpression(0).add(-0).mul(-1), plain: () => -0 },
  { name: "copy", formula: (_, y) => y, plain: (_, y) => y },
  {
    name: "number operands",
    formula: (x) => x.mul(0.1).add(-0).sub(1e-7),
    plain: (x, _, round) => round(round(x * round(0.1)) + -0) - round(1e-7),
  },
  {
    name: "no fused multiply-add",
    formula: (x, y) => x.mul(y).sub(x.mul(y).add(0.1)),
    plain: (x, y, round) => round(x * y) - round(round(x * y) + round(0.1)),
  },
];

/** The rule `z ← formula(x, y)`. */
function ruleOf({ name, formula }: Pick<Case, "name" | "formula">) {
  return pointwise({
    name,
    tensors: ["x", "y", "z"],
    update: ({ x, y }) => ({ z: formula(x, y) }),
  });
}

Deno.test("expressions equal their reference implementations bit for bit on any size and on special values", () => {
  using engine = createEngine();
  for (const each of exactCases) {
    const rule = ruleOf(each);
    for (const dtype of dtypes) {
      const round = rounder(dtype);
      using arena = engine.arena();
      const pairs = [
        specialPairs(arena, dtype),
        ...sizes.map((size) => [
          randomTensor(arena, size, dtype, "x"),
          randomTensor(arena, size, dtype, "y"),
        ]),
      ];
      for (const [x, y] of pairs) {
        const z = arena.tensor(x.shape, dtype);
        rule.bind({ x, y, z }).run();
        const expected = x.data.map((value, i) => round(each.plain(value, y.data[i], round)));
        assertSameBits(
          z.data,
          expected,
          (i) => `${each.name} of ${x.data[i]}, ${y.data[i]} (${dtype}, element ${i})`,
        );
      }
    }
  }
});

const mathCases: readonly Case[] = [
  { name: "exp", formula: (x) => x.exp(), plain: Math.exp },
  { name: "expm1", formula: (x) => x.expm1(), plain: Math.expm1 },
  { name: "log", formula: (x) => x.log(), plain: Math.log },
  { name: "log1p", formula: (x) => x.log1p(), plain: Math.log1p },
  { name: "tanh", formula: (x) => x.tanh(), plain: Math.tanh },
  { name: "sigmoid", formula: (x) => x.sigmoid(), plain: (x) => 1 / (1 + Math.exp(-x)) },
];

const tolerance: Readonly<Record<DType, number>> = { f32: 1e-6, f64: 1e-14 };

function assertClose(actual: number, expected: number, dtype: DType, what: string): void {
  if (Object.is(actual, expected) || actual === expected) return;
  const error = Math.abs(actual - expected) / Math.abs(expected);
  assertLess(error, tolerance[dtype], `${what}: expected ${expected}, got ${actual}`);
}

Deno.test("expressions reach the fixed kernels' functions", () => {
  using engine = createEngine();
  for (const each of mathCases) {
    const rule = ruleOf(each);
    for (const dtype of dtypes) {
      using arena = engine.arena();
      const values = [NaN, 0, Infinity, -Infinity, 1, -0.5, 0.001, 3.5, -2.25, 17, -9, -3e-5, 0.7];
      const x = arena.from(values, [values.length], dtype);
      const z = arena.tensor(x.shape, dtype);
      rule.bind({ x, y: x, z }).run();
      x.data.forEach((value, i) =>
        assertClose(z.data[i], each.plain(value, 0, rounder(dtype)), dtype, `${each.name} ${value}`)
      );
    }
  }
});

// Abramowitz and Stegun, table 7.1.
const erfTable = [
  ...[[0, 0], [0.5, 0.5204998778], [1, 0.8427007929], [-1, -0.8427007929], [2, 0.995322265]],
  ...[[Infinity, 1], [-Infinity, -1], [NaN, NaN]],
];

Deno.test("erf and erfc have their tabulated values", () => {
  using engine = createEngine();
  const rule = pointwise({
    name: "error functions",
    tensors: ["x", "erf", "erfc"],
    update: ({ x }) => ({ erf: x.erf(), erfc: x.erfc() }),
  });
  for (const dtype of dtypes) {
    using arena = engine.arena();
    const x = arena.from(erfTable.map(([value]) => value), [erfTable.length], dtype);
    const erf = arena.tensor(x.shape, dtype), erfc = arena.tensor(x.shape, dtype);
    rule.bind({ x, erf, erfc }).run();
    erfTable.forEach(([value, expected], i) => {
      assertEquals(erf.data[i].toFixed(6), expected.toFixed(6), `erf ${value} in ${dtype}`);
      assertEquals(erfc.data[i].toFixed(6), (1 - expected).toFixed(6), `erfc ${value} in ${dtype}`);
    });
  }
});

Deno.test("pow gives exact powers of small whole numbers and follows ** elsewhere", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const bases = [2, -3, 1.25, -0.75, ...specialValues];
  const x = arena.from(bases, [bases.length], "f64");
  const z = arena.tensor(x.shape, "f64");
  for (const exponent of [0, 1, 2, 3, 5, 8, 13, -1, -3, -6]) {
    ruleOf({ name: "power", formula: (base) => base.pow(exponent) }).bind({ x, y: x, z }).run();
    bases.forEach((base, i) => {
      const expected = base ** exponent;
      // Products of subnormal numbers lose digits on the way.
      if (Math.abs(expected) < 1e-300 || Math.abs(base) < 1e-300) return;
      assertClose(z.data[i], expected, "f64", `${base} to the power ${exponent}`);
    });
    assertEquals(z.data[0], 2 ** exponent);
  }
});

Deno.test("expressions refuse what is neither expression nor number", () => {
  const x = constantExpression(1);
  assertThrows(() => x.pow(0.5), RangeError, "Expression.pow: expected a whole exponent, got 0.5");
  const condition = x.less(2) as unknown as Expression;
  assertThrows(
    () => x.add(condition),
    TypeError,
    "Expression.add: expected an expression or a number, got Condition",
  );
  assertThrows(
    () => x.greaterEqual(undefined as unknown as number),
    TypeError,
    "Expression.greaterEqual: expected an expression or a number, got undefined",
  );
});
