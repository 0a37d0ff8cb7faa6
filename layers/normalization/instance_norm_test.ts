import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildAlone } from "../testing/mod.ts";
import { groupNorm } from "./group_norm.ts";
import { instanceNorm } from "./instance_norm.ts";

Deno.test("instanceNorm is groupNorm with a group for each channel; without affine nothing is trained", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([2, 3, 4, 5], "f64");
  randomStream({ seed: 1 }).fillNormal(x.data);
  const instance = buildAlone(arena, instanceNorm({ affine: false }), x.shape);
  const groups = buildAlone(arena, groupNorm({ groups: 3 }), x.shape);
  assertEquals(instance.forward(x, "train").data, groups.forward(x, "train").data);
  assertEquals(instance.parameters, []);
  assertEquals(groups.parameters.length, 2);
});

Deno.test("instanceNorm refuses an epsilon of 0 and features without places", () => {
  assertThrows(() => instanceNorm({ epsilon: 0 }), RangeError, "expected epsilon");
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(() => buildAlone(arena, instanceNorm(), [3, 4]), TypeError, "got [N, 4]");
});
