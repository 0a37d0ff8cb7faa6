import { assert, assertAlmostEquals, assertEquals, assertGreater } from "@std/assert";
import { sampleData, sampleTrial } from "@descent/lab/testing";
import { chooseProblem, fullyConnected } from "@descent/problems";
import { backwardDecay } from "./backward_decay.ts";
import type { Activation } from "./run_vanishing.ts";

const data = await sampleData();

function decay(activation: Activation, weightScale: number, steepest: number) {
  const options = {
    hidden: [20, 20, 20],
    activation,
    initialWeights: "normal",
    weightScale,
    trainSubset: 5,
  };
  const trial = sampleTrial({ problem: chooseProblem(fullyConnected, { options }) });
  return backwardDecay(trial, data, steepest);
}

Deno.test("backwardDecay stays within its bound, for sigmoid and relu and any weight scale", async () => {
  for (const [activation, steepest] of [["sigmoid", 0.25], ["relu", 1]] as const) {
    for (const scale of [0.05, 0.5]) {
      const { images, layers } = await decay(activation, scale, steepest);
      assertEquals(images, 5);
      assertEquals(layers.map(({ layer }) => layer), [1, 2, 3]);
      for (const { mean, largest, bound } of layers) {
        assertGreater(mean, 0);
        assert(mean <= largest && largest <= bound);
      }
    }
  }
});

Deno.test("a sigmoid near 0 passes on a quarter of what the weights pass on", async () => {
  // Weights this small leave every slope at 1/4, and a step back is linear: it grows with the weights.
  const small = await decay("sigmoid", 1e-4, 0.25);
  const twice = await decay("sigmoid", 2e-4, 0.25);
  for (const [index, { mean }] of small.layers.entries()) {
    assertAlmostEquals(twice.layers[index].mean / mean, 2, 0.01);
  }
  assertAlmostEquals(twice.whole / small.whole, 4, 0.05);
});

Deno.test("backwardDecay's bound is no larger than it must be", async () => {
  const { layers } = await decay("sigmoid", 0.05, 0.25);
  // Only a vector along the weights' strongest direction meets the bound; others reach a good part of it.
  assertGreater(Math.max(...layers.map(({ largest, bound }) => largest / bound)), 0.4);
});
