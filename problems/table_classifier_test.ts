import { createEngine, randomStream } from "@descent/core";
import { adam, createOptimizer } from "@descent/optim";
import type { SharedDataset } from "@descent/data";
import { assert, assertEquals } from "@std/assert";
import { chooseProblem } from "./contract/problem_choice.ts";
import { tableClassifier } from "./table_classifier.ts";

Deno.test("Adam learns the wines to at least 94 % of the test part, with weights of classes or without", async () => {
  using engine = createEngine();
  for (const classWeights of ["equal", "balanced"]) {
    const { options, budget } = chooseProblem(tableClassifier, { options: { classWeights } });
    const data = await tableClassifier.load(options, {}) as SharedDataset;
    const random = randomStream({ seed: 1 });
    const { batchSize } = budget;
    const context = { engine, dtype: "f32" as const, batchSize, random };
    using problem = tableClassifier.create(data, options, context);
    assertEquals(problem.model, "13-32-3");
    const optimizer = createOptimizer({ plugin: adam, parameters: problem.parameters });
    for (let step = 1; step <= 140; step++) {
      problem.nextBatch(step);
      const loss = problem.gradients("train");
      optimizer.step({ step, learningRate: 0.01, loss, evaluate: () => loss });
    }
    assert(problem.evaluate("test").accuracy >= 0.94);
  }
});
