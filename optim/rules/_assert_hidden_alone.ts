import { createEngine, type Tensor } from "@descent/core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { createOptimizer } from "../create_optimizer.ts";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";

/** Proves that of a network's parameters a rule takes the hidden matrices alone, at its usual rate, and AdamW the others. */
export function assertHiddenAlone(plugin: OptimizerPlugin): void {
  using engine = createEngine();
  using arena = engine.arena();
  const of = (name: string, shape: number[], role: "weight" | "bias" | "output") => ({
    name,
    value: arena.tensor(shape, "f64") as Tensor,
    gradient: arena.from(new Array(shape.reduce((a, b) => a * b)).fill(1), shape, "f64") as Tensor,
    role,
    decays: true,
  });
  const list = [
    of("first", [3, 2], "weight"),
    of("hidden", [2, 2], "weight"),
    of("bias", [2], "bias"),
    of("last", [2, 2], "output"),
  ];
  const optimizer = createOptimizer({ plugin, parameters: list });
  optimizer.step({ step: 1, learningRate: 0.02 });
  const { state } = optimizer as { state: Record<string, Record<string, unknown>> };
  assertEquals(Object.keys(state.hidden), ["hidden", "step"]);
  for (const index of [0, 2, 3]) assertAlmostEquals(list[index].value.data[0], -3e-3, 1e-9);
  assertEquals(plugin.reducesTo?.([list[0], list[2], list[3]]), "AdamW");
}
