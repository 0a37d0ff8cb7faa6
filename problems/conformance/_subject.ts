import { type DType, type Engine, randomStream } from "@descent/core";
import type { OptionValues } from "../contract/option.ts";
import type { BuiltProblem, ProblemData, ProblemPlugin } from "../contract/problem_plugin.ts";

/** The subject of each check: the problem to examine, its data, and an engine that nobody else uses. */
export interface Subject {
  readonly plugin: ProblemPlugin;
  /** A value for every option, small ones. */
  readonly options: OptionValues;
  readonly data: ProblemData;
  /** The data, loaded a second time. */
  readonly again: ProblemData;
  readonly engine: Engine;
}

/** One thing that every problem must do. */
export interface ProblemCheck {
  /** Short name, for the report. */
  readonly name: string;
  /**
   * Examines the problem.
   *
   * @returns What was wanted and what came, as a clause that begins with "expected"; undefined when all is well.
   */
  run(subject: Subject): string | undefined;
}

/** Small, and no divisor of 60 examples, so that the last minibatch of an epoch is a short one. */
const MOST_EXAMPLES = 8;

/** Examples in a minibatch of the checks. */
export function batchSizeOf({ plugin, options }: Subject): number {
  return Math.min(MOST_EXAMPLES, plugin.budget(options).batchSize);
}

/** Builds the problem as a worker does, from data that were posted to it. */
export function build(
  subject: Subject,
  { dtype = "f32", seed = 1 }: { readonly dtype?: DType; readonly seed?: number } = {},
): BuiltProblem {
  const { plugin, options, data, engine } = subject;
  const random = randomStream({ seed });
  const context = { engine, dtype, batchSize: batchSizeOf(subject), random };
  return plugin.create(structuredClone(data), options, context);
}

/** All tensors of a problem that a step reads and writes. */
export function stateOf({ parameters, buffers }: BuiltProblem): ArrayLike<number>[] {
  return [...parameters, ...buffers].map(({ value }) => value.data.slice());
}

/** Gradients of all parameters. */
export function gradientsOf({ parameters }: BuiltProblem): ArrayLike<number>[] {
  return parameters.map(({ gradient }) => gradient.data.slice());
}

/** The first element whose bits differ, as a clause, or undefined when they are the same. */
export function firstDifference(
  names: readonly string[],
  came: readonly ArrayLike<number>[],
  wanted: readonly ArrayLike<number>[],
): string | undefined {
  for (const [which, name] of names.entries()) {
    const a = came[which], b = wanted[which];
    for (let i = 0; i < b.length; i++) {
      if (!Object.is(a[i], b[i])) return `${b[i]}, got ${a[i]} in element ${i} of '${name}'`;
    }
  }
  return undefined;
}

/** Names of what {@linkcode stateOf} copies. */
export function stateNames({ parameters, buffers }: BuiltProblem): string[] {
  return [...parameters, ...buffers].map(({ name }) => name);
}

/** A step of gradient descent with a step so short that no problem diverges. */
export function descend({ parameters }: BuiltProblem): void {
  for (const { value, gradient } of parameters) {
    let largest = 0;
    for (const g of gradient.data) largest = Math.max(largest, Math.abs(g));
    const rate = 0.01 / (1 + largest);
    for (let i = 0; i < value.size; i++) value.data[i] -= rate * gradient.data[i];
  }
}
