import { createEngine } from "@descent/core";
import { assertEquals, assertMatch } from "@std/assert";
import { tensorDigests } from "./tensor_digests.ts";

Deno.test("tensorDigests tells each tensor's bits apart, -0 from 0 too, and no place in memory", async () => {
  using engine = createEngine();
  using arena = engine.arena();
  const buffers = [[1, 0], [1, -0], [1, 0]].map((values, i) => ({
    name: `b${i}`,
    value: arena.from(values, [2], "f32"),
  }));
  const { b0, b1, b2 } = await tensorDigests({ parameters: [], buffers });
  assertMatch(b0, /^[0-9a-f]{16}$/);
  assertEquals([b0 === b2, b0 === b1], [true, false]);
});
