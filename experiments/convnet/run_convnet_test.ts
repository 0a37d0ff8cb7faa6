import { assertEquals } from "@std/assert";
import { sampleConvnet } from "./_sample_convnet.ts";

Deno.test("runConvnet searches, then trains the best and the reference's setting on all images", async () => {
  const { runs, calls } = await sampleConvnet(({ optimizer, variables }) =>
    optimizer.name === "momentum" ? 0.9 + Number(variables.batchSize) * 1e-6 : 0.5
  );
  const [search, others] = calls;
  assertEquals(search.length, 4 * 3);
  const winner = search.filter(({ optimizer }) => optimizer.name === "momentum")
    .toSorted((a, b) => Number(b.variables.batchSize) - Number(a.variables.batchSize))[0];
  const [best] = others;
  assertEquals(best.optimizer.name, "momentum");
  assertEquals([best.variables, best.hyperparameters], [winner.variables, winner.hyperparameters]);
  const { trainCount, ...problem } = winner.problem;
  assertEquals([trainCount, best.problem.trainCount], [60, undefined]);
  assertEquals(best.problem, { ...problem, epochs: 10, evaluationsPerEpoch: 1 });
  assertEquals(best.selection?.candidates, 12);
  const reference = others[3];
  assertEquals([reference.problem.schedule, reference.problem.epochs], ["constant", 10]);
  assertEquals([reference.problem.trainCount, reference.variables.batchSize], [undefined, 15]);
  assertEquals([runs.best.length, runs.reference.length], [3, 3]);
});

Deno.test("runConvnet asks for each setting of the sweeps once, and for the other optimizers' rates", async () => {
  const { runs, calls } = await sampleConvnet(() => 0.5);
  const swept = calls[1].filter(({ phase }) => phase === "sweep");
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

Deno.test("runConvnet has no best setting when the whole search diverged", async () => {
  const { runs } = await sampleConvnet(({ phase }) => phase === "search" ? "diverged" : 0.5);
  assertEquals([runs.best.length, runs.reference.length], [0, 3]);
});
