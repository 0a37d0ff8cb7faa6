import { createEngine } from "@descent/core";
import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import { makeParameter, stepContext } from "../_testing.ts";
import { createOptimizer } from "../create_optimizer.ts";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { adam } from "../rules/adam.ts";
import { sgd } from "../rules/sgd.ts";
import { saveState } from "../state_tree.ts";
import { withEvaluationView } from "../with_evaluation_view.ts";
import { withDecoupledWeightDecay } from "./with_decoupled_weight_decay.ts";
import { withNormClipping } from "./with_norm_clipping.ts";
import { withValueClipping } from "./with_value_clipping.ts";
import { withWeightAverage } from "./with_weight_average.ts";
import { withWeightDecay } from "./with_weight_decay.ts";

for (const dtype of ["f32", "f64"] as const) {
  Deno.test(`withWeightAverage: equals a plain moving average of the weights in ${dtype}`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const values = [1, -2, 3, 0.5, 4], decay = 0.9;
    const averaged = makeParameter(arena, { values, gradient: values, dtype });
    const plain = makeParameter(arena, { values, gradient: values, dtype });
    const plugin = withWeightAverage(adam);
    const hyperparameters = { averageDecay: decay };
    const optimizer = createOptimizer({ plugin, parameters: [averaged], hyperparameters });
    const twin = createOptimizer({ plugin: adam, parameters: [plain] });
    let average = [...values];
    for (let step = 1; step <= 20; step++) {
      for (const { gradient } of [averaged, plain]) {
        values.forEach((value, index) => gradient.data[index] = Math.sin(step * value));
      }
      optimizer.step(stepContext({ step, learningRate: 0.1 }));
      twin.step(stepContext({ step, learningRate: 0.1 }));
      const w = [...plain.value.data];
      average = step === 1
        ? w
        : w.map((each, index) => decay * average[index] + (1 - decay) * each);
      const came = withEvaluationView(optimizer, () => [...averaged.value.data]);
      const tolerance = dtype === "f32" ? 1e-6 : 1e-14;
      came.forEach((each, index) => assertAlmostEquals(each, average[index], tolerance));
      assertEquals([...averaged.value.data], w);
    }
  });
}

Deno.test("withWeightAverage: before the first step the weights are evaluated as they are", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { values: [3, -4], gradient: [1, 1] });
  const optimizer = createOptimizer({ plugin: withWeightAverage(sgd), parameters: [weight] });
  assertEquals(withEvaluationView(optimizer, () => [...weight.value.data]), [3, -4]);
  assertEquals(saveState(optimizer.state).averagedSteps, 0);
});

Deno.test("withWeightAverage: the view gives back every bit, also of NaN and negative zero", () => {
  using engine = createEngine();
  using arena = engine.arena();
  for (const dtype of ["f32", "f64"] as const) {
    const values = [NaN, -0, Infinity, 5e-324, 1e-45];
    const weight = makeParameter(arena, { values, gradient: values.map(() => 0), dtype });
    const optimizer = createOptimizer({ plugin: withWeightAverage(sgd), parameters: [weight] });
    for (const step of [1, 2]) optimizer.step(stepContext({ step }));
    const bytes = () => new Uint8Array(weight.value.data.slice().buffer);
    const before = bytes(), state = saveState(optimizer.state);
    withEvaluationView(optimizer, () => {});
    assertEquals(bytes(), before);
    assertEquals(saveState(optimizer.state), state);
  }
});

Deno.test("withWeightAverage: refuses a step within an evaluation, and views that do not alternate", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = makeParameter(arena, { values: [3], gradient: [1] });
  const optimizer = createOptimizer({ plugin: withWeightAverage(sgd), parameters: [weight] });
  assertThrows(() => optimizer.endEvaluation!(), Error, "expected endEvaluation within an evalu");
  optimizer.beginEvaluation!();
  assertThrows(
    () => optimizer.step(stepContext()),
    Error,
    "expected step outside of an evaluation",
  );
  assertThrows(() => optimizer.beginEvaluation!(), Error, "got it within one");
  optimizer.endEvaluation!();
  optimizer.step(stepContext());
  assertEquals([...weight.value.data], [2]);
});

const wrappers: Record<string, (plugin: OptimizerPlugin) => OptimizerPlugin> = {
  withWeightDecay,
  withDecoupledWeightDecay,
  withNormClipping,
  withValueClipping,
  withWeightAverage,
};

for (const [name, wrap] of Object.entries(wrappers)) {
  Deno.test(`${name}: passes the evaluation view on to the optimizer that it wraps`, () => {
    const calls: string[] = [];
    const viewed: OptimizerPlugin = {
      ...sgd,
      create: () => ({
        step: () => {},
        state: {},
        beginEvaluation: () => void calls.push("begin"),
        endEvaluation: () => void calls.push("end"),
      }),
    };
    const optimizer = createOptimizer({ plugin: wrap(viewed), parameters: [] });
    withEvaluationView(optimizer, () => calls.push("run"));
    assertEquals(calls, ["begin", "run", "end"]);
  });
}
