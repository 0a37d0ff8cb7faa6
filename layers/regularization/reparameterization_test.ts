import { createEngine, randomStream } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { reparameterization } from "./reparameterization.ts";

Deno.test("reparameterization draws from the normal distribution of its means and variances", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const N = 20_000, built = buildLayer(reparameterization(), [N, 4], { arena, dtype: "f64" });
  const h = arena.tensor([N, 4], "f64");
  for (let n = 0; n < N; n++) h.data.set([2, -1, Math.log(9), Math.log(0.25)], 4 * n);
  const z = built.forward(h, "train").data;
  for (const [l, mean, deviation] of [[0, 2, 3], [1, -1, 0.5]]) {
    const own = [...z].filter((_, i) => i % 2 === l);
    const found = own.reduce((sum, value) => sum + value, 0) / N;
    const variance = own.reduce((sum, value) => sum + (value - found) ** 2, 0) / N;
    assertAlmostEquals(found, mean, 5 * deviation / Math.sqrt(N));
    assertAlmostEquals(Math.sqrt(variance), deviation, 0.03 * deviation);
  }
});

Deno.test("reparameterization draws anew in each training pass, and again when asked to repeat", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 2 });
  const built = buildLayer(reparameterization(), [3, 2], { arena, dtype: "f64", random });
  const h = arena.from([1, 0, 2, 0, 3, 0], [3, 2], "f64");
  const first = [...built.forward(h, "train").data];
  assertEquals([...built.forward(h, "repeat").data], first);
  assertEquals([...built.forward(h.rows(0, 2), "repeat").data], first.slice(0, 2));
  assertEquals([...built.forward(h, "eval").data], [1, 2, 3]);
  assertEquals([...built.backward(arena.from([1, 1, 1], [3, 1], "f64"))!.data], [1, 0, 1, 0, 1, 0]);
  assertNotEquals([...built.forward(h, "train").data], first);
  built.buffers[0].value.data[0] = 0;
  assertEquals([...built.forward(h, "train").data], first);
});

Deno.test("reparameterization takes means and log-variances, as many of the one as of the other", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const shape of [[2, 3], [2, 0], [2, 2, 2]]) {
    assertThrows(
      () => buildLayer(reparameterization(), shape, { arena, dtype: "f64" }),
      TypeError,
      "expected [N, 2L]",
    );
  }
});
