import { assertEquals, assertThrows } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { permuteAxes } from "./permute_axes.ts";

function orders(axes: readonly number[]): number[][] {
  if (axes.length === 0) return [[]];
  return axes.flatMap((axis) =>
    orders(axes.filter((other) => other !== axis)).map((rest) => [axis, ...rest])
  );
}

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`permuteAxes in ${dtype} moves each element as indices say, in every order of up to four axes`, () => {
    using engine = createEngine();
    for (const shape of [[], [7], [20, 17], [3, 20, 17], [3, 2, 4, 5], [2, 1, 3, 1]]) {
      for (const axes of orders([...shape.keys()])) {
        using arena = engine.arena();
        const x = arena.tensor(shape, dtype),
          y = arena.tensor(axes.map((axis) => shape[axis]), dtype);
        x.data.forEach((_, i) => x.data[i] = i + 1);
        permuteAxes(x, axes, y);
        y.data.forEach((value, i) => {
          const place = new Array<number>(shape.length);
          let left = i;
          for (let axis = axes.length - 1; axis >= 0; axis--) {
            place[axes[axis]] = left % y.shape[axis];
            left = Math.floor(left / y.shape[axis]);
          }
          assertEquals(value, 1 + place.reduce((at, index, axis) => at * shape[axis] + index, 0));
        });
      }
    }
  });
}

Deno.test("permuteAxes refuses axes and shapes that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const x = arena.tensor([1, 2, 3]);
  const refused = (axes: number[], shape: number[]) =>
    assertThrows(() => permuteAxes(x, axes, arena.tensor(shape)), TypeError, "got axes");
  refused([0, 2, 1], [1, 2, 3]);
  refused([0, 1, 1], [1, 2, 2]);
  refused([0, 1], [1, 2]);
  refused([0, 1, 3], [1, 2, 3]);
  refused([0, 1, 2], [1, 2]);
});
