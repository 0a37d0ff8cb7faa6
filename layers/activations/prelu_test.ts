import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { assertKeepsNaN, assertMatchesReference } from "./_activation_checks.ts";
import { prelu } from "./prelu.ts";

Deno.test("prelu is the reference implementation at its initial slope", () => {
  assertMatchesReference(prelu({ initial: -0.75 }), {
    value: (x) => x > 0 ? x : -0.75 * x,
    slope: (x) => x > 0 ? 1 : -0.75,
  });
});

Deno.test("prelu keeps NaN and infinity", () => {
  assertKeepsNaN(prelu());
});

Deno.test("With a slope for each channel, each gets the gradient of its own elements", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(prelu({ perChannel: true }), [2, 2, 2], { arena, dtype: "f64" });
  built.parameters[0].value.data.set([0.5, 2]);
  const x = arena.from([-1, 2, -3, 4, -5, -6, 7, -8], [2, 2, 2], "f64");
  assertEquals([...built.forward(x, "train").data], [-0.5, 2, -6, 4, -2.5, -3, 7, -16]);
  const dy = arena.from([1, 1, 1, 1, 10, 10, 10, 10], [2, 2, 2], "f64");
  assertEquals([...built.backward(dy)!.data], [0.5, 1, 2, 1, 5, 5, 10, 20]);
  assertEquals([...built.parameters[0].gradient.data], [-1 - 50 - 60, -3 - 80]);
});

Deno.test("prelu refuses an initial slope that is not finite, and a batch of single numbers", () => {
  assertThrows(() => prelu({ initial: NaN }), RangeError, "expected initial to be finite");
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(prelu(), [3], { arena, dtype: "f64" }),
    TypeError,
    "expected input [N, C, ...]",
  );
});
