import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { transpose } from "./transpose.ts";

Deno.test("transpose exchanges the axes of each example, and back", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(transpose(), [2, 2, 3], { arena, dtype: "f64" });
  const x = arena.from([1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60], [2, 2, 3], "f64");
  const y = built.forward(x, "train");
  assertEquals([...y.data], [1, 4, 2, 5, 3, 6, 10, 40, 20, 50, 30, 60]);
  assertEquals(built.backward(y)!.data, x.data);
  assertThrows(
    () => buildLayer(transpose(), [2, 3], { arena, dtype: "f64" }),
    TypeError,
    "expected input [N, A, B]",
  );
});
