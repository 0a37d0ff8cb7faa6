import { assert, assertEquals } from "@std/assert";
import type { Trial } from "@descent/lab";
import { fakeRun } from "@descent/lab/testing";
import type { Section } from "@descent/reports";
import { twoLayerExperiment } from "./two_layer.ts";

const ARGS = ["--dataset=mnist", "--settings=3", "--seeds=3"];

/** Adam is best, and each optimizer at the middle of its search. */
function outcomeOf({ optimizer: { name }, hyperparameters: { learningRate }, seed }: Trial) {
  const middle = { sgd: 3e-3, momentum: 3e-4, rmsprop: 3e-4, adam: 1e-3 }[name];
  const accuracy = (name === "adam" ? 0.98 : 0.97) - (learningRate === middle ? 0 : 0.1);
  const noise = 1e-4 * (seed % 3);
  return { "validation/accuracy": accuracy + noise, "train/accuracy": 0.995 + noise };
}

function verdicts(sections: readonly Section[]): string[] {
  const section = sections.find(({ kind }) => kind === "reference");
  assert(section?.kind === "reference");
  return section.rows.map(({ verdict }) => verdict);
}

Deno.test("two-layer searches each optimizer around its rate, and judges the best with other seeds", async () => {
  const { laboratory } = await fakeRun(
    twoLayerExperiment,
    [...ARGS, "--train-count=77"],
    outcomeOf,
  );
  const calls = laboratory.calls.map(({ trials }) => trials);
  const [search, finals] = [calls[0], calls.at(-1)!];
  assertEquals(
    search.map(({ optimizer, hyperparameters }) => [optimizer.name, hyperparameters.learningRate]),
    [
      ["sgd", 3e-4],
      ["sgd", 3e-3],
      ["sgd", 3e-2],
      ...["momentum", "rmsprop"].flatMap((name) => [[name, 3e-5], [name, 3e-4], [name, 3e-3]]),
      ["adam", 1e-4],
      ["adam", 1e-3],
      ["adam", 1e-2],
    ],
  );
  assertEquals(finals.map(({ seed }) => seed), [1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 2, 3]);
  const { options, budget } = search[0].problem;
  assertEquals([options.dataset, options.trainCount], ["mnist", 77]);
  assertEquals([options.pixels, options.hidden], ["raw", [100]]);
  assertEquals([options.initialWeights, options.weightScale], ["normal", 1e-3]);
  assertEquals([budget.batchSize, budget.epochs, budget.schedule], [100, 10, "cosine"]);
});

Deno.test("two-layer sets the best optimizer's figures beside the reference's", async () => {
  const { page } = await fakeRun(twoLayerExperiment, ARGS, outcomeOf);
  assertEquals(
    page.headline,
    "With Adam the net reaches 99.51 ± 0.02\u202f% training accuracy and 98.01 ± 0.02\u202f% validation accuracy, " +
      "no less than the reference run's 98.1\u202f% and 96.3\u202f%.",
  );
  assertEquals(verdicts(page.sections), ["reached", "reached"]);
});

Deno.test("two-layer claims nothing that was not reached, or was on other images", async () => {
  const low = await fakeRun(twoLayerExperiment, ARGS, ({ seed }) => ({
    "validation/accuracy": 0.95 + 1e-4 * (seed % 3),
    "train/accuracy": 0.985 + 1e-4 * (seed % 3),
  }));
  assert(
    low.page.headline.endsWith("less than the reference run's 98.1\u202f% and 96.3\u202f%."),
  );
  assertEquals(verdicts(low.page.sections), ["reached", "1.29 points below"]);
  const equal = await fakeRun(twoLayerExperiment, ARGS, () => 0.99);
  assertEquals(verdicts(equal.page.sections), ["cannot say", "cannot say"]);
  const other = await fakeRun(twoLayerExperiment, ["--quick"], () => 0.99);
  assertEquals(other.page.headline.includes("reference"), false);
  assertEquals(verdicts(other.page.sections), ["other images", "other images"]);
  const none = await fakeRun(twoLayerExperiment, ARGS, () => "diverged");
  assertEquals(none.page.headline, "No final trial was completed.");
});
