import { createEngine } from "@descent/core";
import { assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { groupNorm } from "./group_norm.ts";

Deno.test("groupNorm refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(groupNorm({ groups: 4, name: "norm" }), [8, 6, 2, 2], { arena, dtype: "f64" }),
    TypeError,
    "GroupNorm 'norm': expected input [N, C, ...] with C a multiple of 4 groups and extents of at least 1, got [N, 6, 2, 2]",
  );
  assertThrows(() => groupNorm({ groups: 0 }), RangeError, "GroupNorm: expected groups");
  assertThrows(() => groupNorm({ groups: 1, epsilon: -1 }), RangeError, "epsilon");
});
