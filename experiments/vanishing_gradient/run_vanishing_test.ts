import { assert, assertEquals } from "@std/assert";
import { defaultOptimizers, knownOptimizers } from "@descent/lab";
import { fakeLaboratory } from "@descent/lab/testing";
import { runVanishing } from "./run_vanishing.ts";

const [sgd] = defaultOptimizers(await knownOptimizers([]));
const OPTIONS = {
  optimizers: [sgd],
  images: {
    dataset: "digits",
    trainCount: null,
    validationCount: null,
    testCount: null,
    validationFraction: null,
    testFraction: null,
    splitSeed: 0,
    trainSubset: 50,
    validationSubset: 20,
  },
  depths: [2, 10],
  weightScales: [0.05, 0.4],
  rates: 3,
  seed: 0,
  judges: [1, 2],
};

Deno.test("runVanishing shows every net at its own best rate", async () => {
  const laboratory = fakeLaboratory(({ hyperparameters: { learningRate }, variables }) => {
    if (variables.layers === 10 && variables.activation === "relu") return "diverged";
    return learningRate === (variables.weightScale === 0.4 ? 0.01 : 1) ? 0.9 : 0.1;
  });
  const { search, shown } = await runVanishing(laboratory, OPTIONS);
  assertEquals([search.length, shown.length], [2 * 2 * 2 * 3, 2 * 2 * 2 * 2]);
  for (const { record: { setting: { hyperparameters, variables }, seed } } of shown) {
    const diverges = variables.layers === 10 && variables.activation === "relu";
    const best = variables.weightScale === 0.4 || diverges ? 0.01 : 1;
    assertEquals(hyperparameters.learningRate, best);
    assert(seed > 0);
  }
  for (const { problem, variables } of laboratory.calls[1].trials) {
    const { hidden, activation, initialWeights, weightScale, trainSubset } = problem.options;
    assertEquals((hidden as number[]).length + 1, variables.layers);
    assertEquals([activation, weightScale], [variables.activation, variables.weightScale]);
    assertEquals([initialWeights, trainSubset], ["normal", 50]);
  }
});
