import { assertEquals } from "@std/assert";
import { leavesOf, lower } from "./_program.ts";
import { constantExpression, type Expression, type Operand } from "./expression.ts";

function programOf(
  update: (operands: Readonly<Record<string, Expression>>) => Record<string, Operand>,
) {
  const tensors = ["x", "y", "z"], scalars = ["s"];
  const leaves = leavesOf(tensors, scalars);
  return lower("test", tensors, scalars, leaves, update(leaves));
}

/** Names of a program's steps, those before the loop in brackets. */
function stepNames(update: Parameters<typeof programOf>[0]): string[] {
  const { steps, invariant } = programOf(update);
  return steps.map((step, index) => {
    const name = step.kind === "operation" ? step.operation : step.kind;
    return invariant[index] ? `[${name}]` : name;
  });
}

Deno.test("equal subexpressions become one step, however they were written", () => {
  assertEquals(
    stepNames(({ x, y }) => ({
      z: x.add(y).mul(x.add(y)).sub(x.add(y).square()),
      x: x.add(y),
    })),
    ["tensor", "tensor", "add", "mul", "sub"],
  );
});

Deno.test("operations keep the order of their operands", () => {
  const { steps } = programOf(({ x, y }) => ({ z: x.sub(y).div(y.sub(x)) }));
  assertEquals(steps.slice(2), [
    { kind: "operation", operation: "sub", inputs: [0, 1] },
    { kind: "operation", operation: "sub", inputs: [1, 0] },
    { kind: "operation", operation: "div", inputs: [2, 3] },
  ]);
});

Deno.test("what nothing uses is not computed", () => {
  assertEquals(
    stepNames(({ x, y }) => {
      y.exp().add(x);
      return { z: x };
    }),
    ["tensor"],
  );
});

Deno.test("what depends on no tensor is computed before the loop", () => {
  assertEquals(
    stepNames(({ x, s }) => ({ z: x.mul(constantExpression(1).sub(s.square())) })),
    ["tensor", "[constant]", "[scalar]", "[mul]", "[sub]", "mul"],
  );
});

Deno.test("constants 0 and -0 stay apart", () => {
  assertEquals(
    stepNames(({ x }) => ({ x: x.add(0), y: x.add(-0), z: x.add(0) })),
    ["tensor", "[constant]", "add", "[constant]", "add"],
  );
});
