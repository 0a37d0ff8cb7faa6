import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { sharpness } from "./sharpness.ts";

/** The sharpness of (xᵀ A x) / 2 for a symmetric A, and where the parameters are afterwards. */
function sharpnessOf(matrix: readonly (readonly number[])[]) {
  using engine = createEngine();
  using arena = engine.arena();
  const count = matrix.length;
  const value = arena.from(matrix.map((_, index) => index + 0.1), [count], "f64");
  const gradient = arena.from(Array(count).fill(0), [count], "f64");
  const parameters = [{ name: "x", value, gradient, decays: true, role: "weight" }] as const;
  const before = [...value.data];
  const gradients = () =>
    gradient.data.set(matrix.map((row) => row.reduce((sum, a, i) => sum + a * value.data[i], 0)));
  const curvature = sharpness({ parameters, gradients, iterations: 60 });
  return { curvature, isRestored: before.every((each, index) => each === value.data[index]) };
}

Deno.test("sharpness is the eigenvalue of largest absolute value, negative ones included", () => {
  // Eigenvalues 1 and 3.
  assertAlmostEquals(sharpnessOf([[2, 1], [1, 2]]).curvature, 3, 1e-6);
  assertAlmostEquals(sharpnessOf([[-5, 0], [0, 2]]).curvature, -5, 1e-6);
  assertAlmostEquals(sharpnessOf([[0.001, 0, 0], [0, 40, 0], [0, 0, 7]]).curvature, 40, 1e-6);
});

Deno.test("sharpness of a plane is 0, and the parameters keep their bits", () => {
  assertEquals(sharpnessOf([[0, 0], [0, 0]]), { curvature: 0, isRestored: true });
  assertEquals(sharpnessOf([[2, 1], [1, 2]]).isRestored, true);
});
