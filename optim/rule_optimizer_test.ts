import { createEngine, type DType, type Expression, randomStream } from "@descent/core";
import { heapGrowth } from "@descent/core/testing";
import { assertEquals, assertLessOrEqual, assertThrows } from "@std/assert";
import { createOptimizer } from "./create_optimizer.ts";
import { ruleOptimizer } from "./rule_optimizer.ts";
import { sgd } from "./rules/sgd.ts";
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
      role: "weight" as const,
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
      optimizer.step({ step, learningRate });
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
  const parameters = [
    { name: "layer.weight", value, gradient, role: "weight", decays: true } as const,
  ];
  const optimizer = createOptimizer({ plugin: decaying, parameters });
  optimizer.step({ step: 100, learningRate: 1 });
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

const averaging = ruleOptimizer({
  name: "averaging",
  title: "A rule with running numbers and state that does not begin at 0",
  reference: "none",
  hyperparameters: {
    learningRate: { default: 1, range: [0, 10], scale: "log", doc: "Step size." },
    start: { default: 8, range: [0, 10], scale: "linear", doc: "First average." },
  },
  state: ["average", "last"],
  running: {
    product: ({ product, step }) => product * step,
    halvings: ({ halvings, product }) => halvings + product / 2,
  },
  initial: { average: ({ start }) => start, product: () => 2 },
  scalars: { share: ({ halvings }) => 2 ** -halvings },
  update: ({ w, g, average, product, share }) => ({
    w: w.sub(product.mul(average)),
    average: average.add(share.mul(g)),
    last: g,
  }),
});

Deno.test("ruleOptimizer: running numbers and state begin where the rule says", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.from([0, 100]), gradient = arena.from([4, 8]);
  const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
  const optimizer = createOptimizer({ plugin: averaging, parameters });
  const states = [saveState(optimizer.state)];
  for (let step = 1; step <= 3; step++) {
    optimizer.step({ step, learningRate: 1 });
    states.push(saveState(optimizer.state));
  }
  const expected = [
    { step: 0, product: 2, halvings: 0, average: [8, 8], last: [0, 0] },
    { step: 1, product: 2, halvings: 1, average: [8 + 4 / 2, 8 + 8 / 2], last: [4, 8] },
    { step: 2, product: 4, halvings: 3, average: [10 + 4 / 8, 12 + 8 / 8], last: [4, 8] },
    { step: 3, product: 12, halvings: 9, average: [10.5 + 4 / 512, 13 + 8 / 512], last: [4, 8] },
  ];
  assertEquals(
    states,
    expected.map(({ average, last, ...numbers }) => ({
      ...numbers,
      average: { w: new Float32Array(average) },
      last: { w: new Float32Array(last) },
    })),
  );
  const moved = [2 * 8 + 4 * 10 + 12 * 10.5, 2 * 8 + 4 * 12 + 12 * 13];
  assertEquals([...value.data], [0 - moved[0], 100 - moved[1]]);
});

Deno.test("ruleOptimizer: a step leaves nothing behind but the results of the scalars' functions", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = [100, 10].map((size) => ({
    name: `p${size}`,
    value: arena.tensor([size]),
    gradient: arena.tensor([size]),
    role: "weight" as const,
    decays: true,
  }));
  for (
    const { plugin, numbers } of [{ plugin: sgd, numbers: 0 }, { plugin: decaying, numbers: 2 }]
  ) {
    const optimizer = createOptimizer({ plugin, parameters });
    const context = { step: 0, learningRate: 0.1 };
    const steps = (count: number) => {
      for (let index = 0; index < count; index++) {
        context.step += 1;
        optimizer.step(context);
      }
    };
    steps(1);
    const kernelBytes = engine.bytesInUse;
    // A number that leaves a function is boxed in 16 bytes, and so is the context's step where other
    // contexts of this process have had steps with a point; looking takes some kilobytes.
    const bound = 1000 * 16 * (numbers + 1) + 8000;
    const growth = heapGrowth(() => steps(1000), { bound });
    assertLessOrEqual(growth, bound, `bytes for 1,000 steps of ${plugin.name}`);
    assertEquals(engine.bytesInUse, kernelBytes);
  }
});

/** Noise that ends with the training. */
const annealed = ruleOptimizer({
  name: "annealed",
  title: "Descent with noise that falls to 0 at the end",
  reference: "none",
  hyperparameters: {
    learningRate: { default: 0.1, range: [0, 10], scale: "log", doc: "Step size." },
  },
  needs: ["totalSteps"],
  noise: ["first", "second"],
  scalars: {
    size: ({ step, learningRate, totalSteps }) => learningRate * (1 - step / totalSteps),
  },
  update: ({ w, g, first, second, learningRate, size }) => ({
    w: w.sub(learningRate.mul(g)).add(size.mul(first.mul(second))),
  }),
});

Deno.test("ruleOptimizer: noise and horizon come from the context, the same bits for any number of threads", async () => {
  const wanted = new Float64Array(500), first = new Float64Array(500), second = first.slice();
  const twin = randomStream({ seed: 3 });
  for (let step = 1; step <= 4; step++) {
    twin.fillNormal(first);
    twin.fillNormal(second);
    for (let i = 0; i < 500; i++) {
      wanted[i] = wanted[i] - 0.1 * i + 0.1 * (1 - step / 4) * (first[i] * second[i]);
    }
  }
  // Threads read the module that they run.
  const mayStart = Deno.permissions.querySync({ name: "read" }).state === "granted";
  if (!mayStart) console.log("Noise on several threads is not tested: it needs --allow-read.");
  for (const threads of mayStart ? [1, 2, 3] : [1]) {
    using engine = createEngine({ threads });
    await engine.threads.ready();
    using arena = engine.arena();
    const value = arena.tensor([500], "f64"), gradient = arena.tensor([500], "f64");
    for (let i = 0; i < 500; i++) gradient.data[i] = i;
    const parameters = [{ name: "w", value, gradient, role: "weight", decays: true } as const];
    const optimizer = createOptimizer({ plugin: annealed, parameters });
    const random = randomStream({ seed: 3 });
    for (let step = 1; step <= 4; step++) {
      optimizer.step({ step, learningRate: 0.1, totalSteps: 4, random });
    }
    assertEquals(value.data, wanted, `${threads} threads`);
  }
});
