import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { haltonPoints } from "./halton_points.ts";

const sequence = { dimensions: 3, name: "adam", seed: 1 };

Deno.test("haltonPoints fill every cell of each axis once", () => {
  const points = haltonPoints({ ...sequence, count: 16 });
  for (const [axis, cells] of [[0, 16], [1, 9], [2, 5]]) {
    const own = points.slice(0, cells).map((point) => Math.floor(point[axis] * cells));
    assertEquals(own.toSorted((a, b) => a - b), Array.from({ length: cells }, (_, cell) => cell));
  }
  assert(points.flat().every((x) => x >= 0 && x < 1));
});

Deno.test("haltonPoints go on where they stopped, the same for a seed and a name", () => {
  const points = haltonPoints({ ...sequence, count: 5 });
  assertEquals(haltonPoints({ ...sequence, from: 2, count: 3 }), points.slice(2));
  assertNotEquals(haltonPoints({ ...sequence, seed: 2, count: 5 }), points);
  assertNotEquals(haltonPoints({ ...sequence, name: "sgd", count: 5 }), points);
});
