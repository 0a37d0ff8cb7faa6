import { createEngine } from "@descent/core";
import { assertThrows } from "@std/assert";
import { buildAlone } from "../testing/mod.ts";
import { groupNorm } from "./group_norm.ts";

Deno.test("groupNorm refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildAlone(arena, groupNorm({ groups: 4, name: "norm" }), [8, 6, 2, 2]),
    TypeError,
    "GroupNorm 'norm': expected input [N, C, ...] with C a multiple of 4 groups and extents of at least 1, got [N, 6, 2, 2]",
  );
  assertThrows(() => groupNorm({ groups: 0 }), RangeError, "GroupNorm: expected groups");
  assertThrows(() => groupNorm({ groups: 1, epsilon: -1 }), RangeError, "epsilon");
});
