import { assertAlmostEquals, assertEquals } from "@std/assert";
import { solutionPlane } from "./solution_plane.ts";

Deno.test("solutionPlane keeps the distances of its points, over all tensors, and gives each back at its place", () => {
  const points = [[[1, 2], [3]], [[4, 2], [-1]], [[0, 5], [2]]];
  const { places, sharesAt } = solutionPlane(points)!;
  const distance = (a: number, b: number) => {
    const [first, second] = [points[a].flat(), points[b].flat()];
    return Math.hypot(...first.map((value, i) => value - second[i]));
  };
  for (const [a, b] of [[0, 1], [0, 2], [1, 2]]) {
    const [[x, y], [z, w]] = [places[a], places[b]];
    assertAlmostEquals(Math.hypot(x - z, y - w), distance(a, b), 1e-12);
  }
  for (const [index, [x, y]] of places.entries()) {
    sharesAt(x, y).forEach((share, i) => assertAlmostEquals(share, i === index ? 1 : 0, 1e-12));
  }
});

Deno.test("solutionPlane is none of points on a line, nor of two equal ones", () => {
  assertEquals(solutionPlane([[[0, 0]], [[1, 1]], [[2, 2]]]), undefined);
  assertEquals(solutionPlane([[[0, 0]], [[0, 0]], [[2, 1]]]), undefined);
  assertEquals(solutionPlane([[[0, 0]], [[2, 1]], [[0, 0]]]), undefined);
});
