import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import type { Tensor } from "../memory/tensor.ts";
import { randomStream } from "../random/random_stream.ts";
import { concatenate, splitAxis } from "./concatenate.ts";

/** The reference implementation: runs of the parts, one after the other for each place before the axis. */
function joined(parts: readonly Tensor[], places: number): number[] {
  return Array.from({ length: places }, (_, o) =>
    parts.map(({ data, size }) => [
      ...data.subarray(o * size / places, (o + 1) * size / places),
    ])).flat(2);
}

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`concatenate is exactly the reference along each axis in ${dtype}, and splitAxis its reverse`, () => {
    using engine = createEngine();
    const random = randomStream({ seed: 24 });
    for (const axis of [0, 1, 2]) {
      for (const extents of [[1], [4, 8], [3, 1, 20], [5, 0, 2]]) {
        using arena = engine.arena();
        const shapeOf = (extent: number) => [2, 3, 5].with(axis, extent);
        const parts = extents.map((extent) => arena.tensor(shapeOf(extent), dtype));
        parts.forEach(({ data }) => random.fillNormal(data));
        const whole = arena.tensor(shapeOf(extents.reduce((sum, each) => sum + each)), dtype);
        const places = [1, 2, 6][axis];
        assertEquals([...concatenate(parts, axis, whole).data], joined(parts, places));
        const pieces = extents.map((extent) => arena.tensor(shapeOf(extent), dtype));
        splitAxis(whole, axis, pieces);
        assertEquals(pieces.map(({ data }) => data), parts.map(({ data }) => data));
      }
    }
  });
}

Deno.test("concatenate and splitAxis refuse parts that do not fill the whole", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const whole = arena.tensor([2, 5]);
  const refused = (message: string, ...parts: Tensor[]) => {
    assertThrows(() => concatenate(parts, 1, whole), TypeError, message);
    assertThrows(() => splitAxis(whole, 1, parts), TypeError, message);
  };
  refused("fill f32 [2, 5] along axis 1 together, got f32 [2, 4]; check", arena.tensor([2, 4]));
  refused("got f32 [2, 3], f32 [2, 3]", arena.tensor([2, 3]), arena.tensor([2, 3]));
  refused("got f32 [1, 5]", arena.tensor([1, 5]));
  refused("got f64 [2, 5]", arena.tensor([2, 5], "f64"));
  refused("got none");
  assertThrows(() => concatenate([whole], 2, whole), RangeError, "from 0 to 1, got 2");
});
