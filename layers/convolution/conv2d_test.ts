import { createEngine, formatShape } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { conv2d } from "./conv2d.ts";

Deno.test("conv2d names its parameters after its path; only the weight decays", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = conv2d({ filters: 6, kernel: [3, 5], stride: [1, 2], padding: "same", groups: 2 });
  const built = buildLayer(layer, [2, 4, 7, 9], { arena, dtype: "f64", path: "block1/conv" });
  assertEquals(built.output, [2, 6, 7, 5]);
  const summary = built.parameters.map(({ name, value, role, decays }) => [
    name,
    formatShape(value.shape),
    role,
    decays,
  ]);
  assertEquals(summary, [
    ["block1/conv.weight", "[6, 2, 3, 5]", "weight", true],
    ["block1/conv.bias", "[6]", "bias", false],
  ]);
});

Deno.test("conv2d tells its initializers how many values meet", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const fans: unknown[] = [];
  const layer = conv2d({ filters: 8, kernel: 3, groups: 2, weight: (_, each) => fans.push(each) });
  buildLayer(layer, [1, 4, 5, 5], { arena, dtype: "f64" });
  assertEquals(fans, [{ fanIn: 2 * 9, fanOut: 4 * 9, shape: [8, 2, 3, 3] }]);
});

Deno.test("conv2d refuses inputs and options that do not fit, naming itself and both shapes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = conv2d({ filters: 8, kernel: 5, name: "first" });
  assertThrows(
    () => buildLayer(layer, [128, 784], { arena, dtype: "f64" }),
    TypeError,
    "Conv2d 'first': expected input [N, C, H, W] with extents of at least 1, got [N, 784]",
  );
  assertThrows(
    () => buildLayer(layer, [128, 1, 4, 9], { arena, dtype: "f64" }),
    TypeError,
    "Conv2d 'first': expected images of at least 5 rows and 5 columns with their padding, got [4, 9]",
  );
  assertThrows(
    () => buildLayer(layer, [1, 0, 9, 9], { arena, dtype: "f64" }),
    TypeError,
    "got [N, 0, 9, 9]",
  );
  assertThrows(
    () =>
      buildLayer(conv2d({ filters: 8, kernel: 3, groups: 4 }), [1, 6, 9, 9], {
        arena,
        dtype: "f64",
      }),
    RangeError,
    "groups to divide 6 channels and 8 filters, got 4",
  );
  assertThrows(() => conv2d({ filters: 0, kernel: 3 }), RangeError, "Conv2d: expected filters");
  assertThrows(() => conv2d({ filters: 1, kernel: 0 }), RangeError, "kernel");
  assertThrows(() => conv2d({ filters: 1, kernel: 3, stride: 0 }), RangeError, "stride");
  assertThrows(() => conv2d({ filters: 1, kernel: 3, padding: -1 }), RangeError, "padding");
  assertThrows(() => conv2d({ filters: 1, kernel: 3, groups: 1.5 }), RangeError, "groups");
});
