import { assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/sample_trial.ts";
import { fakeLaboratory } from "../testing/mod.ts";
import { searchThenJudge } from "./search_then_judge.ts";

/** The trials of a search for the rate of an optimizer. */
function searchOf(name: string, ...rates: number[]) {
  const optimizer = { name, title: name };
  return rates.map((learningRate) => sampleTrial({ optimizer, hyperparameters: { learningRate } }));
}

Deno.test("searchThenJudge judges the best candidate of each search with each seed", async () => {
  const scores: Record<number, number> = { 1: 0.5, 2: 0.9, 3: 0.7, 4: 0.6 };
  const laboratory = await fakeLaboratory(({ hyperparameters }) =>
    scores[hyperparameters.learningRate]
  );
  const searches = [searchOf("sgd", 1, 2, 3), searchOf("adam", 4, 3)];
  const runs = await searchThenJudge(laboratory, searches, [11, 12]);

  const [search, finals] = laboratory.calls;
  assertEquals([search.trials, search.furtherTrials], [searches.flat(), 4]);
  assertEquals(
    finals.trials.map(({ optimizer, hyperparameters, seed, phase, testing, selection }) => [
      optimizer.name,
      hyperparameters.learningRate,
      seed,
      phase,
      testing,
      selection?.candidates,
      selection?.score,
    ]),
    [
      ["sgd", 2, 11, "final", true, 3, 0.9],
      ["sgd", 2, 12, "final", true, 3, 0.9],
      ["adam", 3, 11, "final", true, 2, 0.7],
      ["adam", 3, 12, "final", true, 2, 0.7],
    ],
  );
  const phases = ["search", "search", "search", "search", "search"];
  const asked = [...phases, "final", "final", "final", "final"];
  assertEquals(runs.map(({ record }) => record.phase), asked);
});

Deno.test("searchThenJudge goes on without a search whose every candidate diverged", async () => {
  const laboratory = await fakeLaboratory(({ optimizer }) =>
    optimizer.name === "sgd" ? "diverged" : 0.9
  );
  const searches = [searchOf("sgd", 1, 2), searchOf("adam", 3)];
  const runs = await searchThenJudge(laboratory, searches, [5]);
  assertEquals(runs.map(({ record }) => [record.optimizer.name, record.phase, record.status]), [
    ["sgd", "search", "diverged"],
    ["sgd", "search", "diverged"],
    ["adam", "search", "completed"],
    ["adam", "final", "completed"],
  ]);
});
