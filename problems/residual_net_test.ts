import { createEngine, randomStream } from "@descent/core";
import { assert, assertEquals } from "@std/assert";
import { networkText, problemNetwork } from "./problem_network.ts";
import { residualNet } from "./residual_net.ts";

const dataset = { imageShape: [1, 28, 28], classes: 10 } as const;

Deno.test("residualNet trains a conv net with batch norm and residual blocks on 3x32x32 images", () => {
  using engine = createEngine();
  const problem = residualNet({ dataset: "digits", batchSize: 2 });
  using network = problemNetwork({ problem, dataset, engine, random: randomStream({ seed: 1 }) });
  assertEquals([network.input, network.output], [[2, 1, 28, 28], [2, 10]]);
  const shapes = new Map(network.parameters.map(({ name, value }) => [name, value.shape]));
  const [first, ...others] = [...shapes.keys()].filter((name) => name.endsWith("weight"));
  assertEquals(shapes.get(first), [16, 3, 3, 3]);
  assertEquals(others.filter((name) => name.includes("/block2/")).map((name) => shapes.get(name)), [
    [32, 16, 3, 3],
    [32, 32, 3, 3],
    [32, 16, 1, 1],
  ]);
  assert(network.buffers.some(({ name }) => name.endsWith("runningMean")));
  assertEquals(
    networkText(problem, dataset),
    "residual net of 8 layers on 3x32x32, 16-32-64 filters, batch norm",
  );
});

Deno.test("residualNet takes a dataset without known target", () => {
  assertEquals(residualNet({ dataset: "fashion-mnist" }).target, 0.91);
  assertEquals(residualNet({ dataset: "rows" }).target, 0.98);
});
