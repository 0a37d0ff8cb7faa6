import { assert, assertEquals } from "@std/assert";
import { batchNormExperiment } from "./batch_norm.ts";
import { fakeRun } from "@descent/lab/testing";

const ARGS = ["--scales=3", "--rates=2", "--depths=2", "--map-seeds=2", "--seeds=2"];

Deno.test("batch-norm tries the same settings on both sides, and derives what it uses", async () => {
  const { laboratory, page } = await fakeRun(
    batchNormExperiment,
    ARGS,
    ({ variables, seed }) => (variables.normalization === "with" ? 0.9 : 0.5) + 0.001 * seed,
  );
  const [maps, further] = laboratory.calls.map(({ trials }) => trials);
  assertEquals([maps.length, further.length], [4 * 2 * 6 * 2, 4 * 2 * (2 * 3 * 2 + 2)]);
  const settings = (side: string) =>
    maps.filter(({ optimizer, variables, seed }) =>
      optimizer.name === "adam" && variables.normalization === side && seed === 0
    ).map(({ hyperparameters: { learningRate }, variables: { weightScale } }) => [
      weightScale,
      learningRate,
    ]);
  assertEquals(settings("with"), settings("without"));
  assertEquals(settings("with").slice(0, 3), [[0.001, 0.0001], [0.001, 1], [0.0316, 0.0001]]);
  assertEquals([...new Set(maps.map(({ seed }) => seed))], [0, 101]);
  const derivation = page.sections.find(({ kind }) => kind === "derivation");
  assert(derivation?.kind === "derivation");
  for (const { check } of derivation.steps) assert(check!.value <= check!.bound);
});
