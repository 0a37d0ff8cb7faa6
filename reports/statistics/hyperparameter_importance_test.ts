import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { hyperparameterImportance } from "./hyperparameter_importance.ts";

/** Every point of a grid in three dimensions. */
const GRID = [0, 0.25, 0.5, 0.75, 1].flatMap((a) =>
  [0, 0.25, 0.5, 0.75, 1].flatMap((b) => [0, 1].map((c) => [a, b, c]))
);

const exactly = { trees: 1, bootstrap: false } as const;

Deno.test("hyperparameterImportance is exact where the score is constant on boxes", () => {
  // A step of 3 at 0.375: the variance 9 · 0.375 · 0.625; of 1 at 0.125: 0.125 · 0.875.
  const step = (x: number, at: number): number => x > at ? 1 : 0;
  const values = GRID.map(([a, b]) => 3 * step(a, 0.375) + step(b, 0.125));
  const { alone, together } = hyperparameterImportance({ points: GRID, values, ...exactly });
  const variances = [9 * 0.375 * 0.625, 0.125 * 0.875];
  const total = variances[0] + variances[1];
  for (const [index, share] of [...variances, 0].entries()) {
    assertAlmostEquals(alone[index], share / total, 1e-12);
  }
  assertAlmostEquals(together, 0, 1e-12);
});

Deno.test("hyperparameterImportance finds what only two explain together, and a valley that no correlation sees", () => {
  const either = GRID.map(([a, , c]) => (a > 0.6) !== (c > 0.5) ? 1 : 0);
  const joint = hyperparameterImportance({ points: GRID, values: either, ...exactly });
  // Of "either a or c but not both", a is above 0.625 with 0.375: c alone explains (1 - 2 · 0.375)².
  const expected = (1 - 2 * 0.375) ** 2;
  assertAlmostEquals(joint.alone[2], expected, 1e-12);
  assertAlmostEquals(joint.alone[0] + joint.alone[1], 0, 1e-12);
  assertAlmostEquals(joint.together, 1 - expected, 1e-12);
  const valley = GRID.map(([, b]) => (b - 0.5) ** 2);
  const { alone } = hyperparameterImportance({ points: GRID, values: valley, ...exactly });
  assertAlmostEquals(alone[1], 1, 1e-12);
});

Deno.test("hyperparameterImportance of a forest is near the truth and the same on every call", () => {
  // Points of the plane that fill it evenly, by the golden ratio's kin.
  const points = Array.from(
    { length: 200 },
    (_, n) => [(0.7548776662466927 * n) % 1, (0.5698402909980532 * n) % 1],
  );
  const values = points.map(([a, b]) => 2 * a + b);
  const forest = hyperparameterImportance({ points, values, trees: 16 });
  // The variances of 2a and b are as 4 to 1.
  assert(Math.abs(forest.alone[0] - 0.8) < 0.05 && Math.abs(forest.alone[1] - 0.2) < 0.05);
  assertEquals(hyperparameterImportance({ points, values, trees: 16 }), forest);
});

Deno.test("hyperparameterImportance of equal scores is none, and of nothing an error", () => {
  const none = hyperparameterImportance({ points: [[0], [1]], values: [3, 3] });
  assertEquals(none, { alone: [0], together: 0 });
  assertThrows(
    () => hyperparameterImportance({ points: [[0]], values: [] }),
    RangeError,
    "wanted settings and as many scores, got 1 and 0",
  );
});
