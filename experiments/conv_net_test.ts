import { assertEquals } from "@std/assert";
import { convNetExperiment } from "./conv_net.ts";
import type { Trial } from "@descent/lab";
import { fakeRun } from "@descent/lab/testing";

const ARGS = ["--dataset=mnist", "--settings=2", "--sweep-seeds=2", "--seeds=3", "--long-seeds=3"];

/** Filters of 7 are best, and a rate of 0.003; on all images RMSProp gets furthest. */
function outcomeOf({ variables, optimizer, hyperparameters, problem, seed }: Trial): number {
  const best = variables.filterSize === 7 ? 0.02 : 0;
  const whole = problem.budget.epochs === 12 ? 0.015 : 0;
  const rate = hyperparameters.learningRate === 0.003 ? 0.008 : 0;
  return 0.94 + best + whole + rate + (optimizer.name === "rmsprop" ? 0.01 : 0) + 0.0002 * seed;
}

Deno.test("conv-net says how good its best setting is, and which of the reference's claims hold", async () => {
  const { page } = await fakeRun(convNetExperiment, ARGS, outcomeOf);
  const [accuracy, claims] = page.headline.split(". Of ");
  assertEquals(
    /^The conv net reaches 9\d\.\d\d ± 0\.05\u202f% .* at its best epoch, with RMSProp, /.test(
      accuracy,
    ),
    true,
  );
  assertEquals(
    claims,
    "the reference's best values, these are confirmed to half a point: batch size, filter size, number of filters; " +
      "refuted: learning rate; undecided: epochs.",
  );
  assertEquals(page.sections.map(({ title }) => title), [
    "Beside the reference run",
    "On all training images",
    "One value at a time",
    "The learning rate of every optimizer",
    "Batch size with number of filters",
    "Random search",
    "What ran where",
  ]);
});

Deno.test("conv-net claims nothing of a best setting when the search diverged", async () => {
  const { page } = await fakeRun(
    convNetExperiment,
    ARGS,
    (trial) => trial.phase === "search" ? "diverged" : outcomeOf(trial),
  );
  assertEquals(page.headline, "No trial of the best setting was completed.");
});
