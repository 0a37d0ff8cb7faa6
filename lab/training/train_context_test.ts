import { createEngine, type RandomStream, randomStream } from "@descent/core";
import { createOptimizer, sgld } from "@descent/optim";
import { chooseProblem, twoLayer } from "@descent/problems";
import { assertEquals, assertNotEquals } from "@std/assert";
import { sampleData } from "../testing/sample_trial.ts";
import { train } from "./train.ts";

const data = await sampleData();

/** The losses of a training with noise, which sees 24 steps. */
function noisyLosses(stream?: RandomStream): unknown[] {
  using engine = createEngine();
  const { options, metrics, selection } = chooseProblem(twoLayer, { options: { hidden: 8 } });
  const random = randomStream({ seed: 1 });
  using problem = twoLayer.create(data, options, { engine, dtype: "f32", batchSize: 16, random });
  const optimizer = createOptimizer({ plugin: sgld, parameters: problem.parameters });
  const horizons = new Set<number | undefined>();
  const { rows } = train({
    problem,
    optimizer: {
      state: optimizer.state,
      step(context) {
        horizons.add(context.totalSteps);
        optimizer.step(context);
      },
    },
    metrics,
    selection,
    epochs: 4,
    learningRate: 0.02,
    ...(stream && { random: stream }),
  });
  assertEquals([...horizons], [24]);
  return rows.map(({ scores }) => scores);
}

Deno.test("train: tells the optimizer of its horizon, and draws from the stream that it is given", () => {
  const stream = (seed: number) => randomStream({ seed }).split("optimizer");
  assertEquals(noisyLosses(), noisyLosses(stream(0)));
  assertNotEquals(noisyLosses(stream(1)), noisyLosses(stream(2)));
});
