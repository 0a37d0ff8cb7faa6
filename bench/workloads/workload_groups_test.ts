import { createEngine } from "@descent/core";
import { buildLayer } from "@descent/layers";
import { assert, assertEquals } from "@std/assert";
import { curves } from "./curve_workloads.ts";
import { timedLayers } from "./layer_workloads.ts";
import { workloadGroups } from "./workload_groups.ts";

Deno.test("Names of parts and workloads are unique, and rates have a unit of work", () => {
  const workloads = workloadGroups.flatMap((group) => group.workloads);
  assertEquals(new Set(workloadGroups.map(({ part }) => part)).size, workloadGroups.length);
  assertEquals(new Set(workloads.map(({ name }) => name)).size, workloads.length);
  assert(workloads.every(({ work, unit }) => work > 0 && unit.endsWith("/s")));
});

Deno.test("Only products and training steps are compared, which all libraries know", () => {
  for (const { compared, workloads } of workloadGroups) {
    for (const { task: { kind } } of workloads) {
      assertEquals(
        compared,
        ["training", "network", "sequence"].includes(kind) || (kind === "matmul" && compared),
      );
    }
  }
});

Deno.test("Every timed layer takes the images that it is timed on", () => {
  using engine = createEngine();
  for (const [name, { layer, input: [, ...image] }] of timedLayers) {
    using arena = engine.arena();
    assertEquals(buildLayer(layer, [1, ...image], { arena, path: name }).output[0], 1);
  }
});

Deno.test("A quick curve has two points, a whole one more, in rising order", () => {
  assert(curves(true).every(({ points }) => points.length === 2));
  for (const { points } of curves(false)) {
    assert(points.length > 4);
    assertEquals(points.map(({ x }) => x), points.map(({ x }) => x).sort((a, b) => a - b));
  }
});
