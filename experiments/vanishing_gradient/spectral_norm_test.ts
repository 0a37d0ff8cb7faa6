import { assertAlmostEquals, assertEquals } from "@std/assert";
import { spectralNorm } from "./spectral_norm.ts";

Deno.test("spectralNorm finds the largest singular value", () => {
  assertAlmostEquals(spectralNorm([3, 0, 0, 0, -7, 0], 2, 3), 7, 1e-8);
  // A rotation times diag(5, 1) times another rotation.
  const [c, s] = [Math.cos(1), Math.sin(1)];
  const [d, t] = [Math.cos(2), Math.sin(2)];
  const product = [5 * c * d - s * t, -5 * c * t - s * d, 5 * s * d + c * t, -5 * s * t + c * d];
  assertAlmostEquals(spectralNorm(product, 2, 2), 5, 1e-8);
  // Of rank one: the product of the lengths.
  assertAlmostEquals(spectralNorm([3, 4, 6, 8], 2, 2), Math.sqrt(5) * 5, 1e-8);
});

Deno.test("spectralNorm of zeros is zero", () => {
  assertEquals(spectralNorm([0, 0, 0, 0], 2, 2), 0);
});
