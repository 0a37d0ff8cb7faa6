import { assertEquals, assertThrows } from "@std/assert";
import type { Layer } from "../layer.ts";
import { affine } from "../linear/affine.ts";
import { describeLayer } from "./describe_layer.ts";
import { layerFromDescription } from "./layer_from_description.ts";

Deno.test("a description of an unknown factory, of bad options or of no layer gets a sentence", () => {
  for (
    const [description, message] of [
      [{ factory: "afine", options: {} }, "got 'afine'"],
      [{ factory: "toString", options: {} }, "got 'toString'"],
      [{ factory: "affine", options: { units: -1 } }, "expected options that affine takes"],
      [{ factory: "residual", options: { body: { units: 3 } } }, "expected { factory, options }"],
      [null, "got null"],
      ["affine", 'got "affine"'],
    ] as const
  ) {
    assertThrows(() => layerFromDescription(description), SyntaxError, message);
  }
  let deep: unknown = describeLayer(affine({ units: 1 }));
  for (let i = 0; i < 200; i++) deep = { factory: "residual", options: { body: deep } };
  assertThrows(() => layerFromDescription(deep), SyntaxError, "inside each other");
});

Deno.test("a description takes a third party's layer with its factory", () => {
  const double = (): Layer => ({
    ...affine({ units: 2 }),
    config: { factory: "double", options: {} },
  });
  const description = describeLayer(double());
  assertEquals(layerFromDescription(description, { double }).config?.factory, "double");
});
