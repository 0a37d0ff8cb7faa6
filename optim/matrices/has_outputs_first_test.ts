import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { hasOutputsFirst } from "./has_outputs_first.ts";

Deno.test("hasOutputsFirst: by the number of axes, unless the parameter says so", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const of = (shape: number[], outputAxis?: "first" | "last") => ({
    name: "w",
    value: arena.tensor(shape),
    gradient: arena.tensor(shape),
    role: "weight" as const,
    decays: true,
    outputAxis,
  });
  const list = [of([2, 3]), of([2, 3, 4]), of([2, 3], "first"), of([2, 3, 4], "last")];
  assertEquals(list.map(hasOutputsFirst), [false, true, true, false]);
});
