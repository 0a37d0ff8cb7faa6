import { assertEquals } from "@std/assert";
import { sampleConvNet } from "./_sample_conv_net.ts";

Deno.test("runConvNet searches, then trains the best and the reference's setting on all images", async () => {
  const { runs, calls } = await sampleConvNet(({ optimizer, variables }) =>
    optimizer.name === "momentum" ? 0.9 + Number(variables.batchSize) * 1e-6 : 0.5
  );
  const [explored, later] = calls;
  const search = explored.filter(({ phase }) => phase === "search");
  assertEquals(search.length, 4 * 3);
  const winner = search.filter(({ optimizer }) => optimizer.name === "momentum")
    .toSorted((a, b) => Number(b.variables.batchSize) - Number(a.variables.batchSize))[0];
  const [best] = later;
  assertEquals(best.optimizer.name, "momentum");
  const { learningRate, ...hyperparameters } = winner.hyperparameters;
  assertEquals(best.variables, winner.variables);
  assertEquals(best.hyperparameters, { learningRate: learningRate / 2, ...hyperparameters });
  const { options, budget, ...problem } = winner.problem;
  assertEquals(options.trainSubset, 60);
  assertEquals(best.problem, {
    ...problem,
    options: { ...options, trainSubset: null },
    budget: { ...budget, epochs: 12, evaluationsPerEpoch: 1 },
  });
  assertEquals(best.selection?.candidates, 12);
  const reference = later[3];
  const { budget: long, options: all } = reference.problem;
  assertEquals([long.schedule, long.epochs, long.batchSize], ["constant", 12, 15]);
  assertEquals([all.trainSubset, reference.variables.batchSize], [null, 15]);
  assertEquals([runs.best.length, runs.reference.length], [3, 3]);
});

Deno.test("runConvNet asks for each setting of the sweeps once, and for the other optimizers' rates", async () => {
  const { runs, calls } = await sampleConvNet(() => 0.5);
  const swept = calls[0].filter(({ phase }) => phase === "sweep");
  const keys = swept.map(({ variables, hyperparameters, seed }) =>
    JSON.stringify([variables, hyperparameters.learningRate, seed])
  );
  assertEquals(new Set(keys).size, keys.length);
  assertEquals(new Set(swept.map(({ optimizer }) => optimizer.name)), new Set(["adam"]));
  assertEquals(runs.sweeps.length, swept.length);
  assertEquals(
    runs.rates.map(({ record: { optimizer, seed } }) => `${optimizer.name} ${seed}`),
    ["sgd", "momentum", "rmsprop"].flatMap((name) => Array(5).fill(`${name} 1`)),
  );
});

Deno.test("runConvNet judges each claimed value and its strongest rival, once each, by seeds of their own", async () => {
  const { comparisons, calls, runs } = await sampleConvNet(({ variables }) =>
    0.9 + 1e-4 * Number(variables.filterSize) + 1e-5 * Number(variables.filters)
  );
  assertEquals(
    comparisons.map(({ claim, claimed, rival }) => [
      claim.name,
      claimed.setting[claim.name],
      rival?.setting[claim.name],
    ]),
    [
      ["batchSize", 15, 5],
      ["filterSize", 7, 11],
      ["filters", 5, 30],
      ["filters", 15, 30],
      ["filters", 30, 15],
      ["rateFactor", 1, 0.1],
    ],
  );
  for (const { claimed, rival } of comparisons) {
    for (const side of [claimed, rival!]) {
      assertEquals(side.runs.map(({ record: { seed, phase } }) => [seed, phase]), [
        [3, "judge"],
        [4, "judge"],
        [5, "judge"],
      ]);
      const { batchSize, filterSize, filters } = side.setting;
      const { variables } = side.runs[0].record.setting;
      assertEquals({ ...variables, batchSize, filterSize, filters }, variables);
    }
  }
  const judged = calls[1].filter(({ phase }) => phase === "judge");
  const keys = judged.map(({ variables, hyperparameters, seed }) =>
    JSON.stringify([variables, hyperparameters.learningRate, seed])
  );
  assertEquals(new Set(keys).size, keys.length);
  assertEquals(runs.judged.length, judged.length);
});

Deno.test("runConvNet has no comparisons when all sweeps diverged", async () => {
  const { comparisons, runs } = await sampleConvNet(({ phase }) =>
    phase === "sweep" ? "diverged" : 0.5
  );
  assertEquals(new Set(comparisons.map(({ rival }) => rival)), new Set([null]));
  assertEquals([runs.judged.length, comparisons.length], [0, 6]);
});

Deno.test("runConvNet has no best setting when the whole search diverged", async () => {
  const { runs } = await sampleConvNet(({ phase }) => phase === "search" ? "diverged" : 0.5);
  assertEquals([runs.best.length, runs.reference.length], [0, 3]);
});
