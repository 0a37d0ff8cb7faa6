import { createEngine, pointwise } from "@descent/core";
import { assertEquals } from "@std/assert";
import { nanUnlessFinite } from "./nan_unless_finite.ts";

Deno.test("nanUnlessFinite is 0 for every finite number, the largest too", () => {
  const rule = pointwise({
    name: "test",
    tensors: ["x", "y"],
    update: ({ x }) => ({ y: nanUnlessFinite(x) }),
  });
  using engine = createEngine();
  for (const dtype of ["f32", "f64"] as const) {
    using arena = engine.arena();
    const x = arena.from([0, -1, 3e38, NaN, Infinity, -Infinity], [6], dtype);
    const y = arena.tensor([6], dtype);
    rule.bind({ x, y }).run();
    assertEquals([...y.data], [0, 0, 0, NaN, NaN, NaN]);
  }
});
