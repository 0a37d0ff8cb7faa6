import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { mlpMixer } from "./mlp_mixer.ts";

Deno.test("mlpMixer mixes patches by weights [patches, hidden] and channels by weights [width, hidden]", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = mlpMixer({ width: 5, blocks: 1, patchHidden: 3, channelHidden: 4, classes: 2 });
  const built = buildLayer(layer, [2, 1, 8, 12], { arena, dtype: "f64" });
  assertEquals(built.output, [2, 2]);
  const shapes = built.parameters.filter(({ name }) => name.endsWith("weight")).map(({ value }) =>
    value.shape
  );
  assertEquals(shapes, [[5, 1, 4, 4], [6, 3], [3, 6], [5, 4], [4, 5], [5, 2]]);
});

Deno.test("mlpMixer refuses images that are no multiple of the patch", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(() => mlpMixer({ patch: 0 }), RangeError, "expected patch");
  assertThrows(
    () => buildLayer(mlpMixer(), [1, 1, 8, 6], { arena, dtype: "f64" }),
    TypeError,
    "got 8 by 6",
  );
  assertThrows(
    () => buildLayer(mlpMixer(), [1, 8], { arena, dtype: "f64" }),
    TypeError,
    "[N, C, H, W]",
  );
});
