import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { positionEmbedding } from "./position_embedding.ts";

Deno.test("positionEmbedding adds its rows to every sequence and sums their gradients", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = positionEmbedding({ weight: (values) => values.set([1, 2, 3, 4]), name: "places" });
  const built = buildLayer(layer, [3, 2, 2], { arena, dtype: "f64" });
  const x = arena.from([0, 0, 0, 0, 10, 10, 10, 10], [2, 2, 2], "f64");
  assertEquals([...built.forward(x, "train").data], [1, 2, 3, 4, 11, 12, 13, 14]);
  built.backward(arena.from([1, 2, 3, 4, 10, 20, 30, 40], [2, 2, 2], "f64"));
  const [{ name, role, gradient }] = built.parameters;
  assertEquals([name, role, [...gradient.data]], ["places.weight", "embedding", [11, 22, 33, 44]]);
  assertThrows(
    () => buildLayer(layer, [3, 2], { arena, dtype: "f64" }),
    TypeError,
    "'places': expected input [N, T, D]",
  );
});
