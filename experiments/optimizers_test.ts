import { assertEquals } from "@std/assert";
import type { Trial } from "@descent/lab";
import { fakeRun } from "@descent/lab/testing";
import { optimizersExperiment } from "./optimizers.ts";

const ARGS = ["--dataset=mnist", "--settings=3", "--seeds=3", "--epochs=4"];

/** Adam leads while there is little budget, SGD is behind, and RMSProp level with momentum. */
function outcomeOf({ optimizer: { name }, problem, hyperparameters, seed }: Trial) {
  const lead = name === "adam" && problem.budget.epochs < 4 ? 0.02 : name === "sgd" ? -0.02 : 0;
  const noise = 0.001 * seed + (name === "rmsprop" ? 0.0003 : 0);
  // A half and a quarter of the budget need other rates than the whole.
  const suited = hyperparameters.learningRate > 5e-4 === problem.budget.epochs < 4;
  const score = 0.95 + lead + noise - (suited ? 0 : 0.1);
  return { "validation/accuracy": score, "test/accuracy": score };
}

Deno.test("optimizers searches each optimizer's rate for each budget, and judges the best", async () => {
  const { laboratory } = await fakeRun(optimizersExperiment, ARGS, outcomeOf);
  const calls = laboratory.calls.map(({ trials }) => trials);
  const [search, finals] = [calls[0], calls.at(-1)!];
  assertEquals([search.length, finals.length], [3 * 4 * 3, 3 * 4 * 3]);
  const { name, options, budget } = search[0].problem;
  // The fake laboratory has 90 images.
  assertEquals([name, options.dataset, options.trainSubset], ["conv-net", "mnist", 90]);
  assertEquals([options.filters, budget.batchSize, budget.schedule], [32, 50, "cosine"]);
  assertEquals([...new Set(search.map(({ problem }) => problem.budget.epochs))], [1, 2, 4]);
  const adam = finals.filter(({ optimizer, seed }) => optimizer.name === "adam" && seed === 1);
  assertEquals(
    adam.map((
      { problem, hyperparameters },
    ) => [problem.budget.epochs, hyperparameters.learningRate]),
    [[1, 0.001], [2, 0.001], [4, 0.0001]],
  );
});

Deno.test("optimizers says at which budget an optimizer is better than momentum", async () => {
  const { page } = await fakeRun(optimizersExperiment, ARGS, outcomeOf);
  assertEquals(
    page.headline,
    "Adam is better than momentum after 1 and 2 epochs, and not told apart from momentum after 4 epochs; " +
      "RMSProp is not told apart from momentum after 1, 2 and 4 epochs.",
  );
  assertEquals(page.sections.map(({ title }) => title), [
    "Does the reference's sentence hold?",
    "Loss against the budget",
    "Every optimizer with every budget",
    "With the whole budget, 4 epochs",
    "Training",
    "The searches",
    "What ran where",
  ]);
});

Deno.test("optimizers claims nothing when every trial diverged", async () => {
  const { page } = await fakeRun(optimizersExperiment, ARGS, () => "diverged");
  assertEquals(page.headline, "No final trial was completed.");
});
