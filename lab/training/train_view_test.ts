import { createEngine, randomStream } from "@descent/core";
import {
  createOptimizer,
  type Hyperparameters,
  momentum,
  type OptimizerPlugin,
  withWeightAverage,
} from "@descent/optim";
import { type BuiltProblem, chooseProblem, twoLayer } from "@descent/problems";
import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { sampleData } from "../testing/sample_trial.ts";
import { train, type Training } from "./train.ts";

const data = await sampleData();
const DECAY = 0.75;
const averaged = withWeightAverage(momentum, { averageDecay: DECAY });

interface Watched {
  readonly training: Training;
  readonly problem: BuiltProblem;
  /** Puts the trained parameters back in place of the view. */
  endView(): void;
  readonly losses: readonly number[];
  /** After each step. */
  readonly weights: readonly (readonly number[])[];
}

/** Trains two epochs of six steps and looks at what came of them. */
function trainWith(
  plugin: OptimizerPlugin<Hyperparameters>,
  look: (watched: Watched) => void,
): void {
  using engine = createEngine();
  const { options, metrics } = chooseProblem(twoLayer, { options: { hidden: 8 } });
  const random = randomStream({ seed: 1 });
  using problem = twoLayer.create(data, options, { engine, dtype: "f32", batchSize: 16, random });
  const optimizer = createOptimizer({ plugin, parameters: problem.parameters });
  const losses: number[] = [];
  const weights: number[][] = [];
  const training = train({
    problem,
    optimizer,
    metrics,
    selection: "validation/loss",
    epochs: 2,
    evaluationsPerEpoch: 2,
    // The last steps go uphill, so that the best row is not the last one.
    schedule: () => (step) => step <= 8 ? 1 : -2,
    learningRate: 0.02,
    onStep({ loss }) {
      losses.push(loss);
      weights.push(weightsOf(problem));
    },
  });
  const endView = () => optimizer.endEvaluation?.();
  look({ training, problem, endView, losses, weights });
}

function weightsOf({ parameters }: BuiltProblem): number[] {
  return parameters.flatMap(({ value }) => [...value.data]);
}

/** The exponential moving average of weights over steps. */
function averageOf(weights: readonly (readonly number[])[]): number[] {
  return weights.slice(1).reduce<number[]>(
    (average, now) => average.map((value, i) => DECAY * value + (1 - DECAY) * now[i]),
    [...weights[0]],
  );
}

Deno.test("train goes on from the trained weights, whatever view of them is evaluated", () => {
  trainWith(momentum, (plain) => {
    trainWith(averaged, ({ losses, weights, training, problem, endView }) => {
      assertEquals(losses, plain.losses);
      assertEquals(weights, plain.weights);
      assertEquals(
        training.rows.map(({ scores }) => scores["train/loss"]),
        plain.training.rows.map(({ scores }) => scores["train/loss"]),
      );
      endView();
      assertEquals(weightsOf(problem), weights.at(-1));
    });
  });
});

Deno.test("train evaluates the optimizer's view, and leaves it in the parameters", () => {
  trainWith(momentum, (plain) => {
    trainWith(averaged, ({ training: { rows }, problem, weights }) => {
      const wanted = averageOf(weights);
      weightsOf(problem).forEach((value, i) => assertAlmostEquals(value, wanted[i], 1e-5));
      const { loss, accuracy } = problem.evaluate("validation");
      const { scores } = rows.at(-1)!;
      assertEquals([loss, accuracy], [scores["validation/loss"], scores["validation/accuracy"]]);
      rows.forEach(({ scores }, row) =>
        assertNotEquals(
          scores["validation/loss"],
          plain.training.rows[row].scores["validation/loss"],
        )
      );
    });
  });
});

Deno.test("train keeps the view of the best row", () => {
  trainWith(averaged, ({ training, problem, weights }) => {
    const { bestRow, rows } = training;
    assert(bestRow !== null && bestRow !== rows.at(-1));
    training.restoreBest();
    const wanted = averageOf(weights.slice(0, bestRow.step));
    weightsOf(problem).forEach((value, i) => assertAlmostEquals(value, wanted[i], 1e-5));
    assertEquals(problem.evaluate("validation").loss, bestRow.scores["validation/loss"]);
  });
});
