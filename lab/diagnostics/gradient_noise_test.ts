import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { gradientNoise } from "./gradient_noise.ts";

/** The noise scale of gradients of two parameters. */
function noiseOf(gradients: readonly (readonly number[])[], batchSize: number): number | null {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = ["a", "b"].map((name) => ({
    name,
    value: arena.from([0, 0], [2], "f64"),
    gradient: arena.from([0, 0], [2], "f64"),
    decays: true,
    role: "weight" as const,
  }));
  const noise = gradientNoise(parameters);
  // What was taken before counts no more.
  noise.add();
  noise.take(batchSize);
  for (const [w, x, y, z] of gradients) {
    parameters[0].gradient.data.set([w, x]);
    parameters[1].gradient.data.set([y, z]);
    noise.add();
  }
  return noise.take(batchSize);
}

Deno.test("gradientNoise is the batch size times the variance over the squared norm of the mean, without its noise", () => {
  // Two gradients: the mean [3, 0, 4, 0], of which each is 1 away in the second and the fourth.
  const scale = noiseOf([[3, 1, 4, 1], [3, -1, 4, -1]], 10);
  assertAlmostEquals(scale!, 10 * 4 / (25 - 4 / 2), 1e-12);
});

Deno.test("gradientNoise of equal gradients is 0; of one, or of opposite ones, it cannot be said", () => {
  assertEquals(noiseOf([[1, 2, 3, 4], [1, 2, 3, 4]], 8), 0);
  assertEquals(noiseOf([[1, 2, 3, 4]], 8), null);
  assertEquals(noiseOf([[1, 0, 0, 0], [-1, 0, 0, 0]], 8), null);
});
