import { createEngine } from "@descent/core";
import { assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { maxPool2d } from "./max_pool2d.ts";

Deno.test("maxPool2d refuses inputs and options that do not fit, naming itself", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = maxPool2d({ kernel: 3, name: "pool" });
  assertThrows(
    () => buildLayer(layer, [8, 100], { arena, dtype: "f64" }),
    TypeError,
    "MaxPool2d 'pool': expected input [N, C, H, W] with extents of at least 1, got [N, 100]",
  );
  assertThrows(
    () => buildLayer(layer, [8, 1, 2, 5], { arena, dtype: "f64" }),
    TypeError,
    "MaxPool2d 'pool'",
  );
  const padded = maxPool2d({ kernel: 2, padding: 2 });
  assertThrows(
    () => buildLayer(padded, [8, 1, 9, 9], { arena, dtype: "f64" }),
    RangeError,
    "smaller than the kernel",
  );
  assertThrows(() => maxPool2d({ kernel: [2, 0] }), RangeError, "MaxPool2d: expected kernel");
});
