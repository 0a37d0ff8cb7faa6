import { assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { assertSameBits, dtypes, randomTensor, specialPairs } from "./_testing.ts";
import type { Condition } from "./condition.ts";
import { constantExpression, type Expression } from "./expression.ts";
import { pointwise } from "./pointwise.ts";

interface Case {
  readonly name: string;
  readonly formula: (x: Expression, y: Expression) => Condition;
  readonly plain: (x: number, y: number) => boolean;
}

const cases: readonly Case[] = [
  { name: "equal", formula: (x, y) => x.equal(y), plain: (x, y) => x === y },
  { name: "notEqual", formula: (x, y) => x.notEqual(y), plain: (x, y) => x !== y },
  { name: "less", formula: (x, y) => x.less(y), plain: (x, y) => x < y },
  { name: "lessEqual", formula: (x, y) => x.lessEqual(y), plain: (x, y) => x <= y },
  { name: "greater", formula: (x, y) => x.greater(y), plain: (x, y) => x > y },
  { name: "greaterEqual", formula: (x, y) => x.greaterEqual(y), plain: (x, y) => x >= y },
  {
    name: "and",
    formula: (x, y) => x.greater(0).and(y.less(1)),
    plain: (x, y) => x > 0 && y < 1,
  },
  { name: "or", formula: (x, y) => x.greater(0).or(y.less(1)), plain: (x, y) => x > 0 || y < 1 },
  { name: "not", formula: (x, y) => x.less(y).not(), plain: (x, y) => !(x < y) },
];

Deno.test("conditions choose as their reference implementations do, NaN included", () => {
  using engine = createEngine();
  for (const { name, formula, plain } of cases) {
    const rule = pointwise({
      name,
      tensors: ["x", "y", "flag", "chosen"],
      update: ({ x, y }) => ({
        flag: formula(x, y).select(1, 0),
        chosen: formula(x, y).select(x, y),
      }),
    });
    for (const dtype of dtypes) {
      using arena = engine.arena();
      const pairs = [
        specialPairs(arena, dtype),
        [randomTensor(arena, 1003, dtype, "x"), randomTensor(arena, 1003, dtype, "y")],
      ];
      for (const [x, y] of pairs) {
        const flag = arena.tensor(x.shape, dtype), chosen = arena.tensor(x.shape, dtype);
        rule.bind({ x, y, flag, chosen }).run();
        const truth = [...x.data].map((value, i) => plain(value, y.data[i]));
        const describe = (i: number) => `${name} of ${x.data[i]}, ${y.data[i]} (${dtype})`;
        assertSameBits(flag.data, truth.map(Number), describe);
        assertSameBits(chosen.data, truth.map((holds, i) => (holds ? x : y).data[i]), describe);
      }
    }
  }
});

Deno.test("select refuses a condition as a number", () => {
  const condition = constantExpression(1).less(2);
  assertThrows(
    () => condition.select(condition as unknown as Expression, 0),
    TypeError,
    "Condition.select: expected an expression or a number, got Condition",
  );
});
