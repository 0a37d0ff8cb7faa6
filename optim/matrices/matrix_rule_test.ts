import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { makeParameter } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import { sgd } from "../rules/sgd.ts";
import { matrixRule, type MatrixView } from "./matrix_rule.ts";

const seen: MatrixView[] = [];
const watching = matrixRule({
  ...sgd,
  name: "watching",
  start: (matrix) => {
    seen.push(matrix);
    return { state: {}, step: () => {} };
  },
});

Deno.test("matrixRule: an affine layer's outputs are columns, a convolution's are rows", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const of = (shape: number[], outputAxis?: "first" | "last") => ({
    name: shape.join("x") + outputAxis,
    value: arena.tensor(shape),
    gradient: arena.tensor(shape),
    role: "weight" as const,
    decays: true,
    outputAxis,
  });
  seen.length = 0;
  const parameters = [of([5, 3]), of([4, 3, 2, 2]), of([5, 3], "first"), of([4, 3, 2, 2], "last")];
  createOptimizer({ plugin: watching, parameters });
  assertEquals(
    seen.map(({ value, outputs, fanOut, fanIn }) => [value.shape, outputs, fanOut, fanIn]),
    [
      [[5, 3], "columns", 3, 5],
      [[4, 12], "rows", 4, 12],
      [[5, 3], "rows", 5, 3],
      [[4, 12], "columns", 12, 4],
    ],
  );
});

Deno.test("matrixRule: refuses vectors", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [makeParameter(arena, { values: [1], gradient: [1] })];
  assertThrows(
    () => createOptimizer({ plugin: watching, parameters }),
    TypeError,
    "Optimizer 'watching': expected parameters with two or more axes, got 'w' with 1; give those to another rule by byRole",
  );
});
