import { createEngine, type Tensor } from "@descent/core";
import { assert, assertLessOrEqual } from "@std/assert";
import { createOptimizer } from "./create_optimizer.ts";
import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import { restoreState, type SavedState } from "./state_tree.ts";
import cs231n from "./testdata/cs231n_optim.json" with { type: "json" };
import torch from "./testdata/torch_optim_dev.json" with { type: "json" };

/** A flat, row-major array of the known-answer files. */
interface GoldenArray {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** One known answer; what `params` holds depends on the kind. */
interface GoldenCase {
  readonly name: string;
  readonly params: { readonly [name: string]: unknown };
  readonly inputs: { readonly [name: string]: GoldenArray };
  readonly expected: { readonly [name: string]: GoldenArray };
}

/** The case of a given name, from PyTorch. */
export function torchCase(name: string): GoldenCase {
  return find(torch, name);
}

/** The case of a given name, from the course. */
export function courseCase(name: string): GoldenCase {
  return find(cs231n, name);
}

function find({ cases }: { readonly cases: readonly unknown[] }, name: string): GoldenCase {
  const found = (cases as readonly GoldenCase[]).find((each) => each.name === name);
  assert(found !== undefined, `no known answer is called '${name}'`);
  return found;
}

/**
 * Fails where `actual` is further than `relative·|expected| + absolute` from `expected`.
 *
 * @param what Which array this is, for the message.
 */
export function assertClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  what: string,
  { relative = 1e-10, absolute = 1e-12 }: { relative?: number; absolute?: number } = {},
): void {
  assert(actual.length === expected.length, `${what}: ${actual.length} values`);
  for (let index = 0; index < actual.length; index++) {
    const distance = Math.abs(actual[index] - expected[index]);
    const bound = absolute + relative * Math.abs(expected[index]);
    assertLessOrEqual(
      distance,
      bound,
      `${what}[${index}]: got ${actual[index]}, wanted ${expected[index]}`,
    );
  }
}

/**
 * Follows a trajectory of PyTorch and compares the weights at every recorded step.
 *
 * @param options What is added to the weights' names in the expected arrays; default nothing.
 */
export function assertFollowsTorch(
  plugin: OptimizerPlugin,
  caseName: string,
  hyperparameters: Readonly<Record<string, number>>,
  { suffix = "" }: { suffix?: string } = {},
): void {
  const { inputs, expected, params } = torchCase(caseName);
  const recordSteps = params.record_steps as readonly number[];
  const learningRate = params.lr as number;
  using engine = createEngine();
  using arena = engine.arena();
  const parameters = ["0", "1"].map((index) => ({
    name: `w${index}`,
    value: arena.from(inputs[`w${index}`].data, inputs[`w${index}`].shape, "f64") as Tensor,
    gradient: arena.tensor(inputs[`w${index}`].shape, "f64") as Tensor,
    role: "weight" as const,
    decays: true,
  }));
  const optimizer = createOptimizer({
    plugin,
    parameters,
    hyperparameters: { learningRate, ...hyperparameters },
  });
  for (let step = 1; step <= Math.max(...recordSteps); step++) {
    parameters.forEach(({ gradient }, index) => {
      const all = inputs[`grads${index}`].data;
      gradient.data.set(all.slice((step - 1) * gradient.size, step * gradient.size));
    });
    optimizer.step({ step, learningRate });
    const row = recordSteps.indexOf(step);
    if (row < 0) continue;
    for (const { name, value } of parameters) {
      const wanted = expected[name + suffix].data.slice(row * value.size, (row + 1) * value.size);
      assertClose(value.data, wanted, `${caseName}: ${name} after step ${step}`);
    }
  }
}

/** One step of the course's checks: its start and its result. */
export interface CourseStep {
  readonly plugin: OptimizerPlugin;
  readonly hyperparameters: Readonly<Record<string, number>>;
  /** Names of the case's arrays by the plugin's state names, with a factor from theirs to ours. */
  readonly state: Readonly<Record<string, { input: string; output: string; factor?: number }>>;
  /** Steps that were made before. */
  readonly stepsBefore?: number;
  /** Largest relative error against the published constants. */
  readonly bound: number;
}

/** Makes one step from the state that a check of the course gives, and compares weights and state. */
export function assertMatchesCourse(caseName: string, options: CourseStep): void {
  const { plugin, hyperparameters, state, stepsBefore = 0, bound } = options;
  const { inputs, expected, params } = courseCase(caseName);
  const learningRate = params.learning_rate as number;
  const { shape } = inputs.w;
  using engine = createEngine();
  using arena = engine.arena();
  const value = arena.from(inputs.w.data, shape, "f64");
  const gradient = arena.from(inputs.dw.data, shape, "f64");
  const optimizer = createOptimizer({
    plugin,
    parameters: [{ name: "w", value, gradient, role: "weight", decays: true }],
    hyperparameters: { learningRate, ...hyperparameters },
  });
  const saved: Record<string, SavedState | number> = { step: stepsBefore };
  for (const [name, { input, factor = 1 }] of Object.entries(state)) {
    saved[name] = { w: Float64Array.from(inputs[input].data, (each) => each * factor) };
  }
  restoreState(optimizer.state, saved);
  optimizer.step({ step: stepsBefore + 1, learningRate });

  assertClose(value.data, expected.expected_next_w.data, "next_w", { relative: 2 * bound });
  assertClose(value.data, expected.next_w_full.data, "next_w_full", { relative: 1e-13 });
  for (const [name, { output, factor = 1 }] of Object.entries(state)) {
    const { w } = optimizer.state[name] as Record<string, Tensor>;
    const came = Array.from(w.data, (each) => each / factor);
    assertClose(came, expected[`expected_${output}`].data, output, { relative: 2 * bound });
    assertClose(came, expected[`${output}_full`].data, `${output}_full`, { relative: 1e-13 });
  }
}
