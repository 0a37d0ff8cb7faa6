import { assert, assertEquals } from "@std/assert";
import type { Trial } from "@descent/lab";
import { fakeRun } from "@descent/lab/testing";
import { updateRules } from "./update_rules.ts";

const ARGS = ["--dataset=mnist", "--settings=6", "--seeds=2"];

/** At the rate 0.001 as in the reference, at 0.01 the best of both. */
function outcomeOf({ optimizer: { name }, hyperparameters: { learningRate }, seed }: Trial) {
  const quick = name !== "sgd";
  const noise = 0.001 * (seed % 2);
  if (learningRate === 0.001) return (quick ? 0.88 : 0.25) + noise;
  if (learningRate === 0.01) {
    const score = (quick ? 0.92 : 0.91) + noise;
    return { "validation/accuracy": score, "test/accuracy": score };
  }
  return 0.1;
}

Deno.test("update-rules tries the same rates with every rule, and two rules where the reference's gap shows", async () => {
  const { laboratory } = await fakeRun(updateRules, ARGS, outcomeOf);
  const calls = laboratory.calls.map(({ trials }) => trials);
  const [search, finals, pair] = [calls[0], calls.at(-2)!, calls.at(-1)!];
  assertEquals([search.length, finals.length], [4 * 6, 4 * 2]);
  const { options, budget } = search[0].problem;
  // The images of the fake laboratory, which are fewer than the experiment learns of more.
  assertEquals([options.dataset, options.trainSubset, options.pixels], ["mnist", 90, "raw"]);
  assertEquals([options.hidden, options.weightScale], [Array(5).fill(100), 0.05]);
  assertEquals([budget.schedule, budget.target], ["constant", 0.884]);
  assertEquals(search.slice(0, 6).map(({ hyperparameters }) => hyperparameters.learningRate), [
    1e-5,
    1e-4,
    1e-3,
    0.01,
    0.1,
    1,
  ]);
  assertEquals(
    pair.map(({ optimizer, hyperparameters, seed, phase }) => [
      optimizer.name,
      hyperparameters.learningRate,
      seed,
      phase,
    ]),
    ["sgd", "momentum"].flatMap((name) => [1, 2].map((seed) => [name, 0.001, seed, "same rate"])),
  );
});

Deno.test("update-rules shows the rate of the gap first, then all rules at their best", async () => {
  const { page } = await fakeRun(updateRules, ARGS, outcomeOf);
  assertEquals(
    page.headline,
    "At one learning rate that was chosen to show a gap, 0.001, momentum reaches 88.00\u202f% to 88.10\u202f% and SGD " +
      "25.00\u202f% to 25.10\u202f%; " +
      "each at its own best rate, its test loss is 0.01 below SGD's, which may be noise.",
  );
  const titles = page.sections.map(({ title }) => title);
  assertEquals(titles.slice(0, 4), [
    "Beside the reference run",
    "At one learning rate",
    "Each rule at its own best rate",
    "Settings and more figures",
  ]);
  const curves = page.sections[1];
  assert(curves.kind === "curves");
  assertEquals(curves.series.map(({ title, runs }) => [title, runs.length]), [
    ["SGD", 2],
    ["Momentum", 2],
  ]);
});
