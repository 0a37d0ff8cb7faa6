import { createEngine } from "@descent/core";
import { networkText } from "@descent/problems";
import { firstImages } from "../training/image_tensors.ts";
import { buildTrial } from "../trials/build_trial.ts";
import { datasetTensors } from "../trials/dataset_tensors.ts";
import type { SharedDataset } from "../trials/shared_dataset.ts";
import type { Trial } from "../trials/trial.ts";
import type { TrialEngineOptions } from "../trials/trial_request.ts";
import { peakRate } from "./peak_rate.ts";
import { type ProfiledEvent, type ProfiledPart, StepProfiler } from "./step_profiler.ts";

/** What {@linkcode profileTrial} measures. */
export interface ProfileTrialOptions {
  /** The trial whose steps are measured. */
  readonly trial: Trial;
  /** Its data. */
  readonly dataset: SharedDataset;
  /** Least seconds that steps are measured for, above 0; default 0.5. */
  readonly seconds?: number;
  /** Threads and matrix product; default one thread and wasm. */
  readonly engine?: TrialEngineOptions;
}

/** Where the time of a trial's training steps goes. */
export interface TrialProfile {
  /** The trial, in words: optimizer, network and batch. */
  readonly title: string;
  /** Images in a step. */
  readonly batchSize: number;
  /** Steps that were measured. */
  readonly steps: number;
  /** Seconds that they took, from the first to the last. */
  readonly seconds: number;
  /** What took them. */
  readonly parts: readonly ProfiledPart[];
  /** Threads that the steps ran on. */
  readonly threads: number;
  /** What computed matrix products, and its version. */
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
 * @param options The trial, its data and for how long, see {@linkcode ProfileTrialOptions}.
 * @returns The profile.
 * @throws {Error} When the trial cannot be built.
 *
 * @example
 * ```ts
 * import { sampleDataset } from "@descent/data/testing";
 * import { profileTrial, shareDataset } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assert } from "@std/assert";
 *
 * const dataset = await shareDataset(sampleDataset());
 * const { parts } = await profileTrial({ trial: sampleTrial(), dataset, seconds: 0.01 });
 * assert(parts.some(({ name }) => name === "optimizer"));
 * ```
 */
export async function profileTrial(
  { trial, dataset, seconds = 0.5, engine: options = {} }: ProfileTrialOptions,
): Promise<TrialProfile> {
  using engine = createEngine(options);
  await engine.threads.ready();
  const profiler = new StepProfiler({ operations: () => engine.operations });
  using built = await buildTrial({ trial, dataset, engine, observer: profiler });
  const { network, optimizer, batches, random } = built;
  const { train } = datasetTensors(network.arena, dataset);
  const images = firstImages(train, trial.problem.trainCount);
  const order = Int32Array.from(random.split("shuffle").permutation(images.labels.size));
  const starts = Math.max(1, Math.floor(order.length / batches.size));
  const { learningRate } = trial.hyperparameters;

  const runStep = (step: number) => {
    profiler.enter("data");
    const batch = batches.take(images, order, (step % starts) * batches.size);
    profiler.leave();
    const evaluate = () => network.gradients(batch.x, batch.target);
    const loss = evaluate();
    profiler.enter("optimizer");
    optimizer.step({ step, learningRate, loss, evaluate });
    profiler.leave();
  };
  let step = 1;
  while (step <= WARM_UP_STEPS) runStep(step++);
  profiler.reset();
  const startedAt = performance.now();
  let elapsed = 0, steps = 0;
  while (elapsed < seconds) {
    runStep(step++);
    steps++;
    elapsed = (performance.now() - startedAt) / 1000;
  }
  // Its threads would share the work of a product and wait for each other.
  using alone = createEngine({ ...options, threads: 1 });
  const { title } = trial.optimizer;
  return {
    title: `${title}, ${networkText(trial.problem, dataset)}, batch ${batches.size}`,
    batchSize: batches.size,
    steps,
    seconds: elapsed,
    parts: profiler.parts(),
    threads: engine.threads.size,
    matmul: `${engine.matmul.name} ${engine.matmul.version}`,
    peak: engine.threads.size * peakRate(alone, trial.problem.dtype),
    events: profiler.events,
  };
}
