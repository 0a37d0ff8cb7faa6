import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { checkProblemConformance } from "./conformance/problem_conformance.ts";
import { galleryFunctions, galleryProblems } from "./gallery_functions.ts";

for (const [index, each] of galleryFunctions.entries()) {
  const { name, value, gradient, minima, minimum, window, start } = each;
  const [left, right, bottom, top] = window;

  Deno.test(`gallery: ${name} conforms`, async () => {
    const { results } = await checkProblemConformance(galleryProblems[index]);
    assertEquals(results.flatMap(({ failure }) => failure ?? []), []);
  });

  Deno.test(`gallery: ${name} is lowest where it is said to be, in its window`, () => {
    const inside = ([x, y]: readonly number[]) =>
      x >= left && x <= right && y >= bottom && y <= top;
    assert(inside(start));
    for (const place of minima) {
      assert(inside(place));
      const point = Float64Array.from(place);
      assertAlmostEquals(value(point), minimum, 1e-9);
      assertLess(Math.hypot(...gradient(point)), 1e-4);
    }
    for (let i = 0; i <= 40; i++) {
      for (let j = 0; j <= 40; j++) {
        const x = left + (right - left) * i / 40, y = bottom + (top - bottom) * j / 40;
        assert(value(new Float64Array([x, y])) >= minimum - 1e-9, `${x}, ${y}`);
      }
    }
  });

  Deno.test(`gallery: the text of ${name} is the function, without anything around it`, () => {
    const again = new Function(`return [${value}, ${gradient}]`)() as [
      typeof value,
      typeof gradient,
    ];
    const point = Float64Array.from(start);
    assertEquals([again[0](point), again[1](point)], [value(point), gradient(point)]);
  });
}
