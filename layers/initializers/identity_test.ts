import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { conv2d } from "../convolution/conv2d.ts";
import { affine } from "../linear/affine.ts";
import { buildLayer } from "../build_layer.ts";
import { dirac, identity } from "./identity.ts";

Deno.test("A layer that begins as the identity, or with Dirac's filters, copies its input", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const units = buildLayer(affine({ units: 4, weight: identity({ gain: 2 }) }), [1, 4], {
    arena,
    dtype: "f64",
  });
  const x = arena.from([1, 2, 3, 4], [1, 4], "f64");
  assertEquals([...units.forward(x, "eval").data], [2, 4, 6, 8]);
  const options = { filters: 2, kernel: 3, padding: "same", weight: dirac() } as const;
  const filters = buildLayer(conv2d(options), [1, 2, 3, 3], { arena, dtype: "f64" });
  const images = arena.tensor([1, 2, 3, 3], "f64");
  randomStream({ seed: 1 }).fillNormal(images.data);
  assertEquals(filters.forward(images, "eval").data, images.data);
});

Deno.test("identity and dirac refuse biases and gains that are not finite", () => {
  const fans = { fanIn: 1, fanOut: 1, shape: [3] }, random = randomStream({ seed: 1 });
  for (const initializer of [identity(), dirac()]) {
    assertThrows(() => initializer(new Float64Array(3), fans, random), TypeError, "got [3]");
  }
  assertThrows(() => identity({ gain: NaN }), RangeError, "Identity initializer");
  assertThrows(() => dirac({ gain: Infinity }), RangeError, "Dirac initializer");
});
