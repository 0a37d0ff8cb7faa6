import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { logSoftmax } from "./log_softmax.ts";

Deno.test("logSoftmax of scores of 10000 in size is finite both ways", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(logSoftmax(), [1, 3], { arena });
  const y = built.forward(arena.from([1e4, -1e4, 1e4], [1, 3]), "train").data;
  assertEquals([...y], [-Math.LN2, -2e4 - Math.LN2, -Math.LN2].map(Math.fround));
  const dx = built.backward(arena.from([1, 1, 0], [1, 3]))!.data;
  assertEquals([...dx], [0, 1, -1]);
});

Deno.test("logSoftmax refuses rows without elements", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(
    () => buildLayer(logSoftmax(), [4, 0], { arena, dtype: "f64" }),
    TypeError,
    "Log-softmax 'log_softmax1': expected input [N, ..., K] with K at least 1, got [N, 0]",
  );
});
