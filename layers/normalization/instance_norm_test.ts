import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { groupNorm } from "./group_norm.ts";
import { instanceNorm } from "./instance_norm.ts";

Deno.test("instanceNorm is groupNorm with a group for each channel; without affine nothing is trained", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3, 4, 5], "f64");
  randomStream({ seed: 1 }).fillNormal(x.data);
  const instance = buildLayer(instanceNorm({ affine: false }), x.shape, { arena, dtype: "f64" });
  const groups = buildLayer(groupNorm({ groups: 3 }), x.shape, { arena, dtype: "f64" });
  assertEquals(instance.forward(x, "train").data, groups.forward(x, "train").data);
  assertEquals(instance.parameters, []);
  assertEquals(groups.parameters.length, 2);
});

Deno.test("instanceNorm refuses an epsilon of 0 and features without places", () => {
  assertThrows(() => instanceNorm({ epsilon: 0 }), RangeError, "expected epsilon");
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(instanceNorm(), [3, 4], { arena, dtype: "f64" }),
    TypeError,
    "got [N, 4]",
  );
});
