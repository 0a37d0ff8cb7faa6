import { assertEquals } from "@std/assert";
import { createEngine } from "@descent/core";
import { buildLayer } from "../build_layer.ts";
import { averagePool1d } from "./average_pool1d.ts";

Deno.test("averagePool1d counts padding as told", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.from([2, 4, 6], [1, 1, 3], "f64");
  const averages = (
    options: Parameters<typeof averagePool1d>[0],
  ) => [
    ...buildLayer(averagePool1d(options), x.shape, { arena, dtype: "f64" }).forward(x, "eval").data,
  ];
  assertEquals(averages({ kernel: 2, padding: [1, 0] }), [1, 5]);
  assertEquals(averages({ kernel: 2, padding: [1, 0], countIncludePad: false }), [2, 5]);
  assertEquals(averages({ kernel: 2, padding: "same" }), [3, 6]);
  assertEquals(averages({ kernel: 2, ceilMode: true }), [3, 6]);
});
