import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/mod.ts";
import type { Trial } from "../trials/trial.ts";
import { landscapeTrials } from "./landscape_trials.ts";

const SEED = 7;

const judge = (name: string, seed = SEED) =>
  sampleTrial({ optimizer: { name, title: name }, seed });

function ended(
  { optimizer, seed, problem: { name } }: Trial,
  loss: number | null,
  phase = "final",
) {
  const { record, ...run } = sampleRun();
  const problem = { ...record.problem, name };
  const results = { ...record.results, final: { "validation/loss": loss } };
  return { ...run, record: { ...record, optimizer, seed, problem, phase, results } };
}

Deno.test("landscapeTrials takes the judges of a seed that completed, the best first", () => {
  const judges = ["adam", "lion", "sgd", "diverged"].map((name) => judge(name));
  const runs = judges.map((each, index) => ended(each, [0.2, 0.1, 0.3, null][index]));
  const other = judge("sgd", SEED + 1);
  // Neither another seed's loss counts nor that of a search.
  const more = [ended(other, 0), ended(judges[2], 0, "search")];
  const trials = landscapeTrials([...runs, ...more], [...judges, other], SEED);
  assertEquals(
    trials.map(({ optimizer, seed, landscape }) => [
      optimizer.name,
      seed,
      landscape!.map(({ optimizer }) => optimizer),
    ]),
    [["lion", SEED, ["adam", "sgd"]]],
  );
  assertEquals(landscapeTrials(runs, judges, SEED + 2), []);
});
