import { createEngine } from "@descent/core";
import type { Optimizer } from "@descent/optim";
import type { BuiltProblem, ProblemData } from "@descent/problems";
import { train } from "../training/train.ts";
import { buildTrial } from "../trials/build_trial.ts";
import type { Trial } from "../trials/trial.ts";
import type { TrialEngineOptions } from "../trials/trial_request.ts";
import { peakRate } from "./peak_rate.ts";
import { type ProfiledEvent, type ProfiledPart, StepProfiler } from "./step_profiler.ts";

/**
 * Options of {@linkcode profileTrial}.
 *
 * @category Profiles
 */
export interface ProfileTrialOptions {
  /** The trial whose steps are measured. */
  readonly trial: Trial;
  /** The data that its problem loaded. */
  readonly data: ProblemData;
  /** Least seconds that steps are measured for, above 0; default 0.5. */
  readonly seconds?: number;
  /** Threads and matrix product; default one thread and wasm. */
  readonly engine?: TrialEngineOptions;
}

/**
 * Where the time of a trial's training steps goes.
 *
 * @category Profiles
 */
export interface TrialProfile {
  /** The trial in words: optimizer, network and batch size. */
  readonly title: string;
  /** Steps that were measured. */
  readonly steps: number;
  /** Examples in their minibatches; the last one of an epoch may have fewer than the others. */
  readonly examples: number;
  /** Seconds that they took, from the first to the last. */
  readonly seconds: number;
  /** The parts of a step, each with its time. */
  readonly parts: readonly ProfiledPart[];
  /** Threads that the steps ran on. */
  readonly threads: number;
  /** Backend of matrix products, and its version. */
  readonly matmul: string;
  /** Floating-point operations per second of all threads, each taken to do what one alone can. */
  readonly peak: number;
  /** The first runs of parts. */
  readonly events: readonly ProfiledEvent[];
}

const WARM_UP_STEPS = 20;

/**
 * Measures where the time of a trial's training steps goes: data, each layer forward and backward, optimizer.
 *
 * Observing costs about a tenth of a microsecond a part, so steps are a little slower than unobserved ones.
 *
 * @category Profiles
 * @param options The trial, its data and for how long, see {@linkcode ProfileTrialOptions}.
 * @returns The profile.
 * @throws {Error} When the trial cannot be built.
 *
 * @example
 * ```ts
 * import { profileTrial } from "@descent/lab";
 * import { sampleData, sampleTrial } from "@descent/lab/testing";
 * import { assert } from "@std/assert";
 *
 * const data = await sampleData();
 * const { parts } = await profileTrial({ trial: sampleTrial(), data, seconds: 0.01 });
 * assert(parts.some(({ name }) => name === "optimizer"));
 * ```
 */
export async function profileTrial(
  { trial, data, seconds = 0.5, engine: options = {} }: ProfileTrialOptions,
): Promise<TrialProfile> {
  using engine = createEngine(options);
  await engine.threads.ready();
  const profiler = new StepProfiler({ operations: () => engine.operations });
  using built = await buildTrial({ trial, data, engine, observer: profiler });
  const { problem, optimizer } = built;
  const { metrics, selection, budget: { batchSize }, dtype } = trial.problem;
  let startedAt = 0, elapsed = 0, steps = 0, examples = 0;
  let parts: readonly ProfiledPart[] = [];
  let events: readonly ProfiledEvent[] = [];
  train({
    problem: watchedProblem(problem, profiler, (size) => examples += size),
    optimizer: watchedOptimizer(optimizer, profiler),
    metrics,
    selection,
    epochs: Infinity,
    evaluationsPerEpoch: 0,
    // A step takes as long at any rate, and at this one it never diverges.
    learningRate: 0,
    stopWhen: ({ step }) => {
      const now = performance.now();
      if (step === WARM_UP_STEPS) {
        profiler.reset();
        startedAt = now;
        examples = 0;
      }
      elapsed = (now - startedAt) / 1000;
      const stops = step > WARM_UP_STEPS && elapsed >= seconds;
      if (stops) {
        // An evaluation follows.
        steps = step - WARM_UP_STEPS;
        parts = profiler.parts();
        events = [...profiler.events];
      }
      return stops;
    },
  });
  // Its threads would share the work of a product and wait for each other.
  using alone = createEngine({ ...options, threads: 1 });
  const model = problem.model === "" ? trial.problem.title : problem.model;
  return {
    title: `${trial.optimizer.title}, ${model}, batch size ${batchSize}`,
    steps,
    examples,
    seconds: elapsed,
    parts,
    threads: engine.threads.size,
    matmul: `${engine.matmul.name} ${engine.matmul.version}`,
    peak: engine.threads.size * peakRate(alone, dtype),
    events,
  };
}

function watchedProblem(
  problem: BuiltProblem,
  profiler: StepProfiler,
  onBatch: (size: number) => void,
): BuiltProblem {
  const { parameters, buffers, stepsPerEpoch, examples, model, data } = problem;
  return {
    ...{ parameters, buffers, stepsPerEpoch, examples, model, data },
    nextBatch(step) {
      profiler.enter("data");
      const size = problem.nextBatch(step);
      profiler.leave();
      onBatch(size);
      return size;
    },
    gradients: (mode) => problem.gradients(mode),
    evaluate: (split, count) => problem.evaluate(split, count),
    [Symbol.dispose]: () => problem[Symbol.dispose](),
  };
}

function watchedOptimizer(optimizer: Optimizer, profiler: StepProfiler): Optimizer {
  return {
    state: optimizer.state,
    beginEvaluation: () => optimizer.beginEvaluation?.(),
    endEvaluation: () => optimizer.endEvaluation?.(),
    step(context) {
      profiler.enter("optimizer");
      optimizer.step(context);
      profiler.leave();
    },
  };
}
