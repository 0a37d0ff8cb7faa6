import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { causalConv1d } from "./causal_conv1d.ts";

Deno.test("causalConv1d keeps the steps and sees none that follow", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(causalConv1d({ filters: 3, kernel: 3, dilation: 2 }), [1, 2, 9], {
    arena,
    dtype: "f64",
  });
  assertEquals(built.output, [1, 3, 9]);
  const x = arena.tensor([1, 2, 9], "f64");
  randomStream({ seed: 1 }).fillNormal(x.data);
  const before = built.forward(x, "eval").data.slice();
  x.data[5] += 1;
  const changed = built.forward(x, "eval").data.map((value, i) => value === before[i] ? 0 : 1);
  assertEquals([...changed.slice(0, 9)], [0, 0, 0, 0, 0, 1, 0, 1, 0]);
});

Deno.test("causalConv1d refuses kernels and dilations below 1", () => {
  assertThrows(() => causalConv1d({ filters: 1, kernel: 0 }), RangeError);
  assertThrows(() => causalConv1d({ filters: 1, kernel: 2, dilation: 0 }), RangeError);
});
