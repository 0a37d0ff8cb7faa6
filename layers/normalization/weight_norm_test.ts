import { createEngine, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { relu } from "../activations/relu.ts";
import { sequential } from "../composition/sequential.ts";
import { conv2d } from "../convolution/conv2d.ts";
import { affine } from "../linear/affine.ts";
import { buildLayer } from "../build_layer.ts";
import { weightNorm } from "./weight_norm.ts";

Deno.test("At first the wrapped layer gives what the layer gives, of a convolution and an affine layer", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (
    const [layer, shape] of [
      [conv2d({ filters: 3, kernel: 2 }), [2, 2, 4, 4]],
      [affine({ units: 3 }), [2, 7]],
    ] as const
  ) {
    const x = arena.tensor(shape, "f64");
    randomStream({ seed: 1 }).fillNormal(x.data);
    const plain = buildLayer(layer, shape, { arena, dtype: "f64" }),
      wrapped = buildLayer(weightNorm(layer), shape, { arena, dtype: "f64" });
    const want = plain.forward(x, "eval").data;
    wrapped.forward(x, "eval").data.forEach((value, i) =>
      assertAlmostEquals(value, want[i], 1e-13)
    );
    assertEquals(wrapped.parameters[1].value.shape, [3]);
  }
});

Deno.test("A magnitude scales its own output alone, and the length of the direction does not count", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = weightNorm(affine({ units: 2, bias: false }));
  const built = buildLayer(layer, [1, 3], { arena, dtype: "f64" }),
    x = arena.from([1, 2, 3], [1, 3], "f64");
  const [a, b] = built.forward(x, "eval").data;
  const [direction, magnitude] = built.parameters;
  direction.value.data.forEach((value, i) => direction.value.data[i] = 8 * value);
  magnitude.value.data[1] *= 2;
  const scaled = built.forward(x, "eval").data;
  assertAlmostEquals(scaled[0], a, 1e-13);
  assertAlmostEquals(scaled[1], 2 * b, 1e-13);
});

Deno.test("weightNorm refuses layers without a weight, and an axis that is none", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(weightNorm(relu()), [1, 2], { arena, dtype: "f64" }),
    TypeError,
    "relu with 0",
  );
  const two = sequential([affine({ units: 2 }), affine({ units: 2 })]);
  assertThrows(
    () => buildLayer(weightNorm(two), [1, 2], { arena, dtype: "f64" }),
    TypeError,
    "with 2",
  );
  const layer = weightNorm(affine({ units: 2 }), { axis: 2 });
  assertThrows(
    () => buildLayer(layer, [1, 2], { arena, dtype: "f64" }),
    RangeError,
    "from 0 to 1, got 2",
  );
});
