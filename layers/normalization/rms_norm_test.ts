import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { rmsNorm } from "./rms_norm.ts";

Deno.test("Over two axes rmsNorm has a gain of both, and one root mean square for each example", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(rmsNorm({ axes: 2, epsilon: 1e-12 }), [2, 2, 2], {
    arena,
    dtype: "f64",
  });
  assertEquals(built.parameters[0].value.shape, [2, 2]);
  built.parameters[0].value.data[3] = 10;
  const x = arena.from([1, 1, 1, -1, 2, 2, 2, 2], [2, 2, 2], "f64");
  [1, 1, 1, -10, 1, 1, 1, 10].forEach((want, i) =>
    assertAlmostEquals(built.forward(x, "eval").data[i], want, 1e-11)
  );
});

Deno.test("rmsNorm refuses options and inputs that do not fit", () => {
  assertThrows(() => rmsNorm({ epsilon: 0 }), RangeError, "expected epsilon");
  assertThrows(() => rmsNorm({ axes: 0 }), RangeError, "expected axes");
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(rmsNorm({ axes: 2 }), [3, 4], { arena, dtype: "f64" }),
    TypeError,
    "at least 2 axes",
  );
});
