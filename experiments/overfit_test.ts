import { assertEquals } from "@std/assert";
import type { Trial } from "@descent/lab";
import { fakeRun } from "@descent/lab/testing";
import { overfitExperiment } from "./overfit.ts";

const ARGS = ["--dataset=mnist", "--settings=3", "--seeds=2"];

/** Three layers learn all images at two weight scales, five layers at one, and the largest rate is best. */
function outcomeOf({ variables: { layers, weightScale }, hyperparameters }: Trial) {
  const learns = weightScale === 1 || (layers === 3 && weightScale !== 0.001);
  return {
    "train/accuracy": learns ? 1 : 0.5,
    "validation/accuracy": hyperparameters.learningRate === 0.1 ? 0.6 : 0.3,
  };
}

Deno.test("overfit maps each optimizer over weight scale and rate at both depths, and judges the best", async () => {
  const { laboratory, page } = await fakeRun(overfitExperiment, ARGS, outcomeOf);
  const [grid, finals] = laboratory.calls.map(({ trials }) => trials);
  assertEquals([grid.length, finals.length], [2 * 4 * 9, 2 * 4 * 2]);
  const { trainSubset, dataset } = grid[0].problem.options;
  assertEquals([trainSubset, dataset], [50, "mnist"]);
  assertEquals(grid.slice(0, 3).map(({ hyperparameters }) => hyperparameters.learningRate), [
    1e-5,
    1e-3,
    0.1,
  ]);
  assertEquals([...new Set(grid.map(({ variables }) => variables.weightScale))], [
    0.001,
    0.0316,
    1,
  ]);
  assertEquals(
    page.headline,
    "With SGD and one seed, 6 of 9 settings overfit with three layers, the best with 60.00\u202f% validation accuracy; " +
      "3 with five layers, the best with 60.00\u202f% validation accuracy.",
  );
});

Deno.test("overfit tries the depths that it is told, in the report's order", async () => {
  const depths = async (layers: string) => {
    const { laboratory } = await fakeRun(overfitExperiment, [...ARGS, layers], outcomeOf);
    return [...new Set(laboratory.calls[0].trials.map(({ variables }) => variables.layers))];
  };
  assertEquals([await depths("--layers=5"), await depths("--layers=5,3")], [[5], [3, 5]]);
});
