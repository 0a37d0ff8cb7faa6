import { assertEquals } from "@std/assert";
import { fakeLaboratory, sampleTrial } from "../testing/mod.ts";
import { finalTrials } from "./final_trials.ts";
import { runJudges } from "./run_judges.ts";
import { searchThenJudge } from "./search_then_judge.ts";

const judgesOf = (name: string) =>
  finalTrials(sampleTrial({ optimizer: { name, title: name } }), [11, 12]);

/** Lower losses for longer names. */
const laboratoryByLength = () =>
  fakeLaboratory(({ optimizer: { name } }) =>
    name === "lost" ? "diverged" : { "validation/loss": 1 / name.length }
  );

Deno.test("runJudges runs judges as they are, and nothing else, unless asked", async () => {
  const laboratory = laboratoryByLength();
  const judges = judgesOf("adam");
  assertEquals((await runJudges(laboratory, judges)).length, 2);
  assertEquals(laboratory.calls, [{ trials: judges, furtherTrials: 0 }]);
});

Deno.test("runJudges with diagnostics measures judges, and looks between those of the first seed that completed", async () => {
  const laboratory = laboratoryByLength();
  const judges = ["adam", "lion-like", "lost"].flatMap(judgesOf);
  const runs = await runJudges(laboratory, judges, { diagnostics: true });
  const [measured, between] = laboratory.calls;
  assertEquals(
    measured.trials.map(({ observe }) => observe.join()),
    judges.map(() => "diagnostics"),
  );
  assertEquals([measured.furtherTrials, between.furtherTrials], [1, 0]);
  assertEquals(
    between.trials.map(({ optimizer, seed, observe, landscape }) => [
      optimizer.name,
      seed,
      observe,
      landscape!.map(({ optimizer }) => optimizer),
    ]),
    [["lion-like", 11, [], ["adam"]]],
  );
  assertEquals(runs.map(({ record }) => record.phase).slice(5), ["final", "landscape"]);
});

Deno.test("runJudges has nothing to measure without judges", async () => {
  const laboratory = laboratoryByLength();
  assertEquals(await runJudges(laboratory, [], { diagnostics: true }), []);
});

Deno.test("searchThenJudge has the judges measured, not the search", async () => {
  const laboratory = laboratoryByLength();
  const search = [0.01, 0.1].map((learningRate) =>
    sampleTrial({ hyperparameters: { learningRate } })
  );
  await searchThenJudge(laboratory, [search], [11, 12], { diagnostics: true });
  const observed = laboratory.calls.flatMap(({ trials }) =>
    trials.map(({ phase, observe }) => `${phase} ${observe}`)
  );
  assertEquals(observed.slice(-3), ["final diagnostics", "final diagnostics", "landscape "]);
  assertEquals([...new Set(observed.slice(0, -3))], ["search "]);
});
