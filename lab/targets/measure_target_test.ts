import { createEngine } from "@descent/core";
import { functionProblem } from "@descent/problems";
import { assert, assertEquals } from "@std/assert";
import { measureTarget, type TargetTrial } from "./measure_target.ts";

const plugin = functionProblem({
  name: "ravine",
  title: "Ravine",
  reference: "school",
  start: [5, 1],
  value: ([x, y]) => (x * x + 100 * y * y) / 2,
  gradient: ([x, y]) => [x, 100 * y],
  steps: 30,
});

Deno.test("measureTarget: the median of the repeats of the best setting; a search that is longer begins the same", async () => {
  using engine = createEngine();
  const measure = async (draws: number, known: readonly TargetTrial[] = []) => {
    const trials: TargetTrial[] = [];
    const measured = await measureTarget({
      plugin,
      data: { digest: "" },
      engine,
      optimizers: ["momentum", "adamw"],
      draws,
      repeats: 4,
      known,
      onTrial: (trial) => void trials.push(trial),
    });
    return { ...measured, trials };
  };
  const short = await measure(3), long = await measure(5);
  assertEquals([short.trials.length, long.trials.length], [2 * 3 + 4, 2 * 5 + 4]);
  assertEquals(long.trials.slice(0, 3), short.trials.slice(0, 3));
  const { trials: missing, ...resumed } = await measure(5, long.trials.slice(0, 9));
  const { trials, ...whole } = long;
  assertEquals([missing, resumed], [trials.slice(9), whole]);
  assert(long.best.every(({ loss }, i) => loss <= short.best[i].loss));
  const { target, repeats, best } = long;
  const least = Math.min(...best.map(({ loss }) => loss));
  // A function has nothing to draw: all repeats end where the best trial did.
  assertEquals(repeats.map(({ loss }) => loss), [least, least, least, least]);
  assertEquals(target, least);
  assertEquals(new Set([...repeats, ...best].map(({ seed }) => seed)).size, 5);
});

Deno.test("measureTarget: a setting that diverges counts as the untrained model", async () => {
  using engine = createEngine();
  const losses: number[] = [];
  await measureTarget({
    plugin,
    data: { digest: "" },
    engine,
    optimizers: ["sgd"],
    draws: 12,
    repeats: 1,
    onTrial: ({ loss }) => void losses.push(loss),
  });
  assert(losses.every(Number.isFinite));
  assert(losses.includes((25 + 100) / 2), losses.join(", "));
});
