import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { relu } from "./relu.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`relu is exactly the reference implementation in ${dtype}, batches below the largest included`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 3 });
    for (const rest of [[1], [7], [3, 5, 5]]) {
      using arena = engine.arena();
      const built = buildLayer(relu(), [6, ...rest], { arena, dtype });
      assertEquals(built.output, [6, ...rest]);
      for (const N of [6, 1]) {
        const x = arena.tensor([N, ...rest], dtype), dy = arena.tensor([N, ...rest], dtype);
        random.fillNormal(x.data);
        random.fillNormal(dy.data);
        x.data[0] = 0;
        const y = Array.from(x.data, (value) => Math.max(0, value));
        const dx = Array.from(dy.data, (value, i) => x.data[i] > 0 ? value : 0);
        assertEquals([...built.forward(x, "train").data], y);
        assertEquals([...built.backward(dy)!.data], dx);
      }
    }
  });
}

Deno.test("relu keeps NaN in both directions and infinity where it passes", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(relu(), [1, 3], { arena, dtype: "f64" });
  const x = arena.from([NaN, Infinity, -Infinity], [1, 3], "f64");
  assertEquals([...built.forward(x, "train").data], [NaN, Infinity, 0]);
  assertEquals([...built.backward(arena.from([1, 2, 3], [1, 3], "f64"))!.data], [NaN, 2, 0]);
});

Deno.test("relu gives no input gradient when nobody reads it", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(relu(), [1, 3], { arena, dtype: "f64", needsInputGradient: false });
  built.forward(arena.tensor([1, 3], "f64"), "train");
  assertEquals(built.backward(arena.tensor([1, 3], "f64")), undefined);
});
