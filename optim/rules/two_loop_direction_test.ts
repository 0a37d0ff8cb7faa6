import { assertAlmostEquals, assertEquals } from "@std/assert";
import { twoLoopDirection } from "./two_loop_direction.ts";

Deno.test("twoLoopDirection: pairs of a quadratic along its axes give Newton's direction", () => {
  const direction = new Float64Array(3), curvatures = [1, 10, 100];
  twoLoopDirection({
    gradient: new Float64Array([3, 20, 500]),
    steps: new Float64Array([1, 0, 0, 0, 2, 0, 0, 0, 3]),
    differences: new Float64Array([1, 0, 0, 0, 20, 0, 0, 0, 300]),
    ...{ pairs: 3, direction, scratch: new Float64Array(3) },
  });
  [3, 20, 500].forEach((g, i) => assertAlmostEquals(direction[i], -g / curvatures[i], 1e-12));
});

Deno.test("twoLoopDirection: without pairs it is downhill", () => {
  const direction = new Float64Array(2), none = new Float64Array(0);
  const gradient = new Float64Array([3, -4]);
  twoLoopDirection({
    gradient,
    steps: none,
    differences: none,
    pairs: 0,
    direction,
    scratch: none,
  });
  assertEquals([...direction], [-3, 4]);
});
