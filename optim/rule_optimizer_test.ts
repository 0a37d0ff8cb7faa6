import { createEngine, type DType, type Expression } from "@descent/core";
import { assertEquals, assertLess, assertThrows } from "@std/assert";
import { createOptimizer } from "./create_optimizer.ts";
import { ruleOptimizer } from "./rule_optimizer.ts";
import { saveState } from "./state_tree.ts";

const decaying = ruleOptimizer({
  name: "decaying",
  title: "A rule that uses every kind of operand",
  reference: "none",
  hyperparameters: {
    learningRate: { default: 1, range: [0, 10], scale: "log", doc: "Step size." },
    keep: { default: 0.5, range: [0, 1], scale: "linear", doc: "Share kept." },
  },
  state: ["average"],
  scalars: {
    stepSize: ({ step, learningRate }) => learningRate / step,
    share: ({ keep }) => 1 - keep,
  },
  update: ({ w, g, average, keep, share, stepSize }) => {
    const next = keep.mul(average).add(share.mul(g));
    return { average: next, w: w.sub(stepSize.mul(next)) };
  },
});

for (const dtype of ["f32", "f64"] as DType[]) {
  Deno.test(`ruleOptimizer: equals a plain loop in ${dtype}, for every size around the vector's`, () => {
    using engine = createEngine();
    using arena = engine.arena();
    const round = dtype === "f32" ? Math.fround : (value: number) => value;
    const parameters = Array.from({ length: 20 }, (_, size) => ({
      name: `p${size}`,
      value: arena.tensor([size], dtype),
      gradient: arena.tensor([size], dtype),
      decays: true,
    }));
    const optimizer = createOptimizer({ plugin: decaying, parameters });
    const twins = parameters.map(({ value }) => ({
      w: Array.from(value.data),
      average: Array.from(value.data),
    }));
    for (let step = 1; step <= 3; step++) {
      const learningRate = 0.3 * step;
      parameters.forEach(({ gradient }, which) => {
        const { w, average } = twins[which];
        for (let index = 0; index < gradient.size; index++) {
          const g = gradient.data[index] = round(Math.sin(10 * which + index + step));
          average[index] = round(round(0.5 * average[index]) + round(0.5 * g));
          w[index] = round(w[index] - round(round(learningRate / step) * average[index]));
        }
      });
      optimizer.step({ step, learningRate, loss: 0, evaluate: () => 0 });
    }
    for (const [which, { value }] of parameters.entries()) {
      assertEquals(Array.from(value.data), twins[which].w);
    }
  });
}

Deno.test("ruleOptimizer: the state tree has the step number and a group for each state tensor", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.from([1, 1]), gradient = arena.from([2, 4]);
  const parameters = [{ name: "layer.weight", value, gradient, decays: true }];
  const optimizer = createOptimizer({ plugin: decaying, parameters });
  optimizer.step({ step: 100, learningRate: 1, loss: 0, evaluate: () => 0 });
  assertEquals(saveState(optimizer.state), {
    step: 1,
    average: { "layer.weight": new Float32Array([1, 2]) },
  });
});

Deno.test("ruleOptimizer: a name that is used for two operands is refused at once", () => {
  const { hyperparameters } = decaying;
  assertThrows(
    () =>
      ruleOptimizer({
        name: "clash",
        title: "Clash",
        reference: "none",
        hyperparameters,
        state: ["keep"],
        update: ({ w }) => ({ w }),
      }),
    TypeError,
    "Pointwise 'clash'",
  );
});

Deno.test("ruleOptimizer: the name of the step number is refused for a hyperparameter and a state tensor", () => {
  const { hyperparameters, ...rest } = decaying;
  const rule = { ...rest, update: ({ w }: { w: Expression }) => ({ w }) };
  const row = hyperparameters.learningRate;
  const message = "Optimizer 'decaying': expected names other than 'step'";
  assertThrows(
    () => ruleOptimizer({ ...rule, hyperparameters: { learningRate: row, step: row } }),
    TypeError,
    message,
  );
  assertThrows(
    () => ruleOptimizer({ ...rule, hyperparameters, state: ["step"] }),
    TypeError,
    message,
  );
});

Deno.test("ruleOptimizer: a step leaves no kernel memory behind and only boxed numbers on the heap", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [100, 10].map((size) => ({
    name: `p${size}`,
    value: arena.tensor([size]),
    gradient: arena.tensor([size]),
    decays: true,
  }));
  const optimizer = createOptimizer({ plugin: decaying, parameters });
  const context = { step: 0, learningRate: 0.1, loss: 0, evaluate: () => 0 };
  const steps = (count: number) => {
    for (let index = 0; index < count; index++) {
      context.step += 1;
      optimizer.step(context);
    }
  };
  // Until the compiler has settled.
  steps(10_000);
  const kernelBytes = engine.bytesInUse;
  // Many short samples: a collection then makes few of them negative.
  const growths = Array.from({ length: 21 }, () => {
    const before = Deno.memoryUsage().heapUsed;
    steps(100);
    return (Deno.memoryUsage().heapUsed - before) / 100;
  });
  const median = growths.sort((a, b) => a - b)[10];
  assertLess(median, 1000, `bytes for each step: ${growths.map(Math.round)}`);
  assertEquals(engine.bytesInUse, kernelBytes);
});
