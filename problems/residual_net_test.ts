import { createEngine, randomStream } from "@descent/core";
import { assert, assertEquals } from "@std/assert";
import { chooseProblem } from "./contract/problem_choice.ts";
import { residualNet } from "./residual_net.ts";

const counts = { trainCount: 4, validationCount: 2, testCount: 2 };

Deno.test("residualNet trains a conv net with batch norm and residual blocks on 3x32x32 images", async () => {
  using engine = createEngine();
  const { options } = chooseProblem(residualNet, { options: counts });
  const data = await residualNet.load(options, {});
  const context = {
    engine,
    dtype: "f32",
    batchSize: 2,
    random: randomStream({ seed: 1 }),
  } as const;
  using problem = residualNet.create(data, options, context);
  const shapes = new Map(problem.parameters.map(({ name, value }) => [name, value.shape]));
  const [first, ...others] = [...shapes.keys()].filter((name) => name.endsWith("weight"));
  assertEquals(shapes.get(first), [16, 3, 3, 3]);
  assertEquals(others.filter((name) => name.includes("/block2/")).map((name) => shapes.get(name)), [
    [32, 16, 3, 3],
    [32, 32, 3, 3],
    [32, 16, 1, 1],
  ]);
  assert(problem.buffers.some(({ name }) => name.endsWith("runningMean")));
  assertEquals(problem.model, "residual net of 8 layers on 3x32x32, 16-32-64 filters, batch norm");
});

Deno.test("residualNet has a target for every data set", () => {
  const target = (dataset: string) =>
    chooseProblem(residualNet, { options: { dataset } }).budget.target;
  assertEquals(["fashion-mnist", "mnist", "digits"].map(target), [0.91, 0.99, 0.98]);
});
