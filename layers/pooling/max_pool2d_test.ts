import { createEngine } from "@descent/core";
import { assertThrows } from "@std/assert";
import { buildAlone } from "../testing/mod.ts";
import { maxPool2d } from "./max_pool2d.ts";

Deno.test("maxPool2d refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = maxPool2d({ kernel: 3, name: "pool" });
  assertThrows(
    () => buildAlone(arena, layer, [8, 100]),
    TypeError,
    "MaxPool2d 'pool': expected input [N, C, H, W] with extents of at least 1, got [N, 100]",
  );
  assertThrows(() => buildAlone(arena, layer, [8, 1, 2, 5]), TypeError, "MaxPool2d 'pool'");
  const padded = maxPool2d({ kernel: 2, padding: 2 });
  assertThrows(
    () => buildAlone(arena, padded, [8, 1, 9, 9]),
    RangeError,
    "smaller than the kernel",
  );
  assertThrows(() => maxPool2d({ kernel: [2, 0] }), RangeError, "MaxPool2d: expected kernel");
});
