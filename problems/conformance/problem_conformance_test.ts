import type { Parameter } from "@descent/core";
import { randomStream } from "@descent/core";
import { assertEquals, assertLess, assertMatch, assertRejects } from "@std/assert";
import { boardCatalogue, boardProblems } from "../board/board_problems.ts";
import { problemCatalogue } from "../catalogue.ts";
import { functionProblem } from "../function_problem.ts";
import type { OptionTable, OptionValues } from "../contract/option.ts";
import type { BuiltProblem, ProblemData, ProblemPlugin } from "../contract/problem_plugin.ts";
import { twoLayer } from "../two_layer.ts";
import { sampleProblem } from "./_sample_problem.ts";
import { assertProblemConforms, checkProblemConformance } from "./problem_conformance.ts";

const wave = functionProblem({
  name: "wave",
  title: "Wave",
  reference: "school",
  start: [1, 2, 3],
  value: ([x, y, z]) => Math.sin(x) + y * y * z + Math.abs(z - 1),
  gradient: ([x, y, z]) => [Math.cos(x), 2 * y * z, y * y + Math.sign(z - 1)],
});

/** Problems of the board that want files; those over drawn digits are built by the same functions. */
const fromFiles = new Set(boardCatalogue.map(({ name }) => name));
for (const { name } of boardProblems({ dataDirectory: "no/such/folder" })) fromFiles.delete(name);
const catalogued = problemCatalogue.filter(({ name }) => !fromFiles.has(name));

for (const plugin of [...catalogued, sampleProblem(), wave]) {
  Deno.test(`checkProblemConformance: ${plugin.name} passes every check`, async () => {
    const { passed, results } = await checkProblemConformance(plugin);
    assertEquals(results.flatMap(({ failure }) => failure ?? []), []);
    assertEquals([passed, results.length], [true, 21]);
  });
}

Deno.test("checkProblemConformance: takes less than 2 s for the two-layer net", async () => {
  // The best of some, as other programs take the processor now and then.
  let least = Infinity;
  for (let round = 0; round < 10 && least >= 2000; round++) {
    const begin = performance.now();
    await checkProblemConformance(twoLayer);
    least = Math.min(least, performance.now() - begin);
  }
  assertLess(least, 2000);
});

Deno.test("checkProblemConformance: gives the problem what it cannot do without", async () => {
  let seen: unknown;
  const options: OptionTable<OptionValues> = {
    path: { kind: "text", default: null, placeholder: "file", doc: "Where the table is." },
    trainCount: { kind: "integer", default: 1000, range: [1, 2000], doc: "Examples." },
    testCount: { kind: "integer", default: null, quick: 7, range: [1, 9], doc: "Examples." },
    width: { kind: "integer", default: 50, quick: 5, range: [1, 99], doc: "Units." },
  };
  const load = (values: OptionValues, context: unknown) => {
    seen = [values, context];
    return Promise.reject(new Error("enough"));
  };
  await checkProblemConformance(sampleProblem({ options, load }), {
    options: { path: "houses.csv" },
    dataDirectory: "elsewhere",
  });
  const values = { path: "houses.csv", trainCount: 60, testCount: 7, width: 5 };
  assertEquals(seen, [values, { dataDirectory: "elsewhere" }]);
});

Deno.test("assertProblemConforms: says the first failure and counts the others", async () => {
  await assertProblemConforms(wave);
  const broken = sampleProblem({
    learningRates: () => ({ sgd: 0, adam: 1 }),
    load: () => Promise.reject(new RangeError("no such table")),
  });
  await assertRejects(
    () => assertProblemConforms(broken),
    TypeError,
    "Problem 'sample' fails the check 'has learning rates above 0': expected finite learning rates above 0, got 0 for 'sgd'; leave out optimizers without one (and 1 more)",
  );
});

/** Gradients that are the sound ones, then spoiled. */
function spoiling(spoil: (parameters: readonly Parameter[]) => void) {
  return (built: BuiltProblem): Partial<BuiltProblem> => ({
    gradients(mode) {
      const loss = built.gradients(mode);
      spoil(built.parameters);
      return loss;
    },
  });
}

/** Evaluations that do something more. */
function evaluating(before: (built: BuiltProblem) => void) {
  return (built: BuiltProblem): Partial<BuiltProblem> => ({
    evaluate(split, count) {
      before(built);
      return built.evaluate(split, count);
    },
  });
}

/** The data, changed. */
function loading(change: (data: ProblemData) => unknown) {
  const { load } = sampleProblem();
  return async () => change(await load({}, {})) as ProblemData;
}

const budget = sampleProblem().budget({});
const kept: unknown[] = [];
let variants = 0;

const broken: [check: string, fault: RegExp, plugin: ProblemPlugin][] = [
  [
    "has defaults within their limits",
    /default: expected width to be a whole number from 1 to 9, got 10; widen the limits/,
    sampleProblem({
      options: { width: { kind: "integer", default: 10, quick: 5, range: [1, 9], doc: "Units." } },
    }),
  ],
  [
    "takes its options",
    /expected width to be a whole number from 1 to 9, got 10/,
    sampleProblem({
      options: { width: { kind: "integer", default: 5, quick: 10, range: [1, 9], doc: "Units." } },
    }),
  ],
  [
    "has a budget",
    /expected epochs above 0, got 0 in the budget$/,
    sampleProblem({ budget: () => ({ ...budget, epochs: 0 }) }),
  ],
  [
    "has a budget",
    /expected a whole examplesPerEvaluation of at least 1, got 0.5 in the budget$/,
    sampleProblem({ budget: () => ({ ...budget, examplesPerEvaluation: 0.5 }) }),
  ],
  [
    "has a budget",
    /expected a schedule such as 'cosine', got 'parabola' \(Schedule 'parabola': expected one of/,
    sampleProblem({ budget: () => ({ ...budget, schedule: "parabola" }) }),
  ],
  [
    "has a budget",
    /expected a schedule such as 'cosine', or of kind 'step-decay' or 'module', got \{\}/,
    sampleProblem({ budget: () => ({ ...budget, schedule: {} as "cosine" }) }),
  ],
  [
    "has variants that its table accepts",
    /variants of options that its own table accepts, got variant 0: expected no option, got 'width'/,
    sampleProblem({ variant: () => ({ width: 2 }) }),
  ],
  [
    "has variants that its table accepts",
    /the same options twice from variant\(0\), got \{"seed":1\}, then \{"seed":2\}; let the seed/,
    sampleProblem({ variant: () => ({ seed: ++variants }) }),
  ],
  [
    "loads its data",
    /expected it to run, got NotFound 'no houses.csv'$/,
    sampleProblem({ load: () => Promise.reject(new Deno.errors.NotFound("no houses.csv")) }),
  ],
  [
    "has a digest that repeats",
    /expected the same digest from a second load .*, got 'data 1', then 'data 2'/,
    sampleProblem({ load: loading((data) => ({ ...data, digest: `data ${kept.push(data)}` })) }),
  ],
  [
    "has data that can be posted to a worker",
    /expected plain data, got .* could not be cloned/,
    sampleProblem({ load: loading((data) => ({ ...data, value: (x: number) => x })) }),
  ],
  [
    "has data that can be posted to a worker",
    /expected arrays over 1024 bytes on shared memory, got data.more.means on memory of its own/,
    sampleProblem({
      load: loading((data) => ({ ...data, more: { means: new Float64Array(1000) } })),
    }),
  ],
  [
    "creates what it should",
    /expected a method evaluate, got none$/,
    sampleProblem({ built: () => ({ evaluate: undefined as unknown as () => { loss: 0 } }) }),
  ],
  [
    "creates what it should",
    /expected a whole stepsPerEpoch of at least 1, got 5.625/,
    sampleProblem({ built: () => ({ stepsPerEpoch: 90 / 16 }) }),
  ],
  [
    "has parameters that optimizers can take",
    /expected names of their own for parameters and buffers, got 'affine1.weight' twice/,
    sampleProblem({ built: ({ parameters }) => ({ parameters: [...parameters, parameters[0]] }) }),
  ],
  [
    "has parameters that optimizers can take",
    /expected parameter 'affine1.weight' to have value and gradient of the context's type f64, got f32/,
    sampleProblem({ context: () => ({ dtype: "f32" }) }),
  ],
  [
    "has parameters that optimizers can take",
    /expected parameter 'affine1.bias' to have a gradient of the value's shape \[6\], got \[16, 6\]/,
    sampleProblem({
      built: ({ parameters: [weight, bias, ...rest] }) => ({
        parameters: [weight, { ...bias, gradient: weight.gradient }, ...rest],
      }),
    }),
  ],
  [
    "measures the metrics of its table",
    /expected evaluate to give loss, accuracy, got loss; let metrics and evaluate name the same$/,
    sampleProblem({ built: () => ({ evaluate: () => ({ loss: 1 }) }) }),
  ],
  [
    "measures the metrics of its table",
    /expected finite metrics at the initial weights, got train\/accuracy of NaN/,
    sampleProblem({ built: () => ({ evaluate: () => ({ loss: 1, accuracy: 0 / 0 }) }) }),
  ],
  [
    "goes through its examples",
    /expected nextBatch to return a number of examples from 1 to the batch size 8, got undefined at step 1/,
    sampleProblem({
      built: (built) => ({ nextBatch: (step) => void built.nextBatch(step) as unknown as number }),
    }),
  ],
  [
    "goes through its examples",
    /expected the minibatches of an epoch to have the 90 examples .* together, got 88/,
    sampleProblem({ built: (built) => ({ stepsPerEpoch: built.stepsPerEpoch - 1 }) }),
  ],
  [
    "goes through its examples",
    /expected the same minibatch at step 14 where the steps before it are passed over: .* of 'loss'/,
    sampleProblem({
      built: (built) => {
        let calls = 0;
        return { nextBatch: () => built.nextBatch(++calls) };
      },
    }),
  ],
  [
    "repeats a step",
    /expected gradients\("repeat"\) to give the same bits as "train": .*; overwrite the gradients, and keep the random draws/,
    sampleProblem({ built: (built) => ({ gradients: () => built.gradients("train") }) }),
  ],
  [
    "repeats a step",
    /to give the same bits as "train": .*, got NaN in element 0 of 'affine1.weight'/,
    sampleProblem({
      built: (built) => ({
        gradients(mode) {
          const before = built.parameters.map(({ gradient }) => gradient.data.slice());
          const loss = built.gradients(mode);
          for (const [index, { gradient: { data } }] of built.parameters.entries()) {
            for (let i = 0; i < data.length; i++) data[i] += before[index][i];
          }
          return loss;
        },
      }),
    }),
  ],
  [
    "repeats a step",
    /expected gradients\("repeat"\) to leave parameters and buffers alone: 0.*, got 1 in element 0 of 'passes'/,
    sampleProblem({
      built: (built, { engine, dtype }) => {
        const passes = engine.arena().tensor([1], dtype);
        return {
          buffers: [...built.buffers, { name: "passes", value: passes }],
          gradients(mode) {
            if (mode === "repeat") passes.data[0]++;
            return built.gradients(mode);
          },
        };
      },
    }),
  ],
  [
    "does the same under the same seed",
    /expected the same bits from two problems under one seed: .*; draw from the context's random stream alone/,
    sampleProblem({
      context: () => ({ random: randomStream({ seed: Math.floor(Math.random() * 1e9) }) }),
    }),
  ],
  [
    "does something else under another seed",
    /expected other initial weights or minibatches under another seed, got the same bits after 3 steps/,
    sampleProblem({ context: () => ({ random: randomStream({ seed: 0 }) }) }),
  ],
  [
    "is left alone by evaluation",
    /expected evaluate to leave parameters and buffers alone: .* of 'batchNorm1.runningMean'/,
    sampleProblem({
      built: evaluating((built) => {
        built.nextBatch(1);
        built.gradients();
      }),
    }),
  ],
  [
    "is left alone by evaluation",
    /expected the same bits after 3 steps with evaluations between them as without: .*; draw nothing/,
    sampleProblem({
      built: (built) => {
        let noise = 0;
        return {
          ...evaluating(() => noise++)(built),
          gradients: (mode) => built.gradients(mode) + noise,
        };
      },
    }),
  ],
  [
    "evaluates the same twice",
    /expected the same metrics of the same model on the part 'train': .* of 'accuracy'; leave random draws/,
    sampleProblem({ built: () => ({ evaluate: () => ({ loss: 1, accuracy: Math.random() }) }) }),
  ],
  [
    "agrees in f32 and f64",
    /expected the loss of the first minibatch in f32 to be within .* of f64, got .*; draw the same numbers/,
    sampleProblem({
      context: ({ dtype, random }) => ({ random: random.split(dtype) }),
    }),
  ],
  [
    "gradients agree with central differences",
    /expected the derivative of the loss along a random direction of 'affine1.weight' to be .* by central differences, got .* from the gradients$/,
    sampleProblem({
      built: spoiling(([{ gradient: { data } }]) => data.forEach((g, i) => data[i] = 1.001 * g)),
    }),
  ],
  [
    "gradients agree with central differences",
    /expected the derivative of the loss .* 'affine2.bias' to be/,
    sampleProblem({ built: spoiling((all) => all.at(-1)!.gradient.data[1] += 1e-3) }),
  ],
  [
    "gradients agree with central differences",
    /expected the derivative of the loss along a random direction of 'batchNorm1.gain' to be .*, got 0 from/,
    sampleProblem({
      built: spoiling((all) => all.find(({ role }) => role === "gain")!.gradient.data.fill(0)),
    }),
  ],
  [
    "allocates nothing in the training loop",
    /expected steps to allocate nothing, got \d+ bytes a step; make arrays and views of tensors in create$/,
    sampleProblem({ built: spoiling(() => kept[0] = new Array(2000).fill(1.5)) }),
  ],
  [
    "allocates nothing in the training loop",
    /expected steps to allocate nothing, got \d+ bytes a step/,
    sampleProblem({ built: spoiling(() => kept.push(new Float32Array(5000))) }),
  ],
  [
    "allocates nothing in the training loop",
    /expected steps to make no tensors, got \d+ bytes of them; make them in create$/,
    sampleProblem({
      built: spoiling(([{ value: { arena } }]) => arena.tensor([1])),
    }),
  ],
  [
    "frees its memory",
    /expected a disposed problem to leave no tensors, got \d+ bytes of them/,
    sampleProblem({ built: () => ({ [Symbol.dispose]() {} }) }),
  ],
];

for (const [check, fault, plugin] of broken) {
  Deno.test(`checkProblemConformance: '${check}' refuses ${fault.source.slice(0, 60)}`, async () => {
    const { passed, results } = await checkProblemConformance(plugin);
    assertEquals(passed, false);
    const { failure } = results.find((result) => result.check === check)!;
    assertMatch(failure ?? "passed", fault);
    assertMatch(failure!, new RegExp(`^Problem 'sample' fails the check '${check}': `));
    kept.length = 0;
  });
}
