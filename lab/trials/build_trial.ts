import { type Engine, type RandomStream, randomStream } from "@descent/core";
import type { LayerObserver, Network } from "@descent/layers";
import { createOptimizer, findOptimizer, loadPlugin, type Optimizer } from "@descent/optim";
import { problemNetwork } from "@descent/problems";
import { type ImageBatches, imageBatches } from "../training/image_batches.ts";
import type { SharedDataset } from "./shared_dataset.ts";
import type { Trial } from "./trial.ts";

/** What {@linkcode buildTrial} builds from. */
export interface BuildTrialOptions {
  /** The trial. */
  readonly trial: Trial;
  /** Its data. */
  readonly dataset: SharedDataset;
  /** What computes. */
  readonly engine: Engine;
  /** Hears when layers run; default nobody. */
  readonly observer?: LayerObserver;
}

/** A trial that is ready to train; disposing frees its network. */
export interface BuiltTrial extends Disposable {
  /** The network with its first weights. */
  readonly network: Network;
  /** The optimizer with fresh state. */
  readonly optimizer: Optimizer;
  /** What takes batches, preprocessed as the problem says. */
  readonly batches: ImageBatches;
  /** The seed's stream, which training splits further. */
  readonly random: RandomStream;
}

/**
 * Builds what a trial trains with.
 *
 * @param options The trial, its data and the engine, see {@linkcode BuildTrialOptions}.
 * @returns The network, the optimizer and what takes batches.
 * @throws {Error} When the network cannot be built or the optimizer's module cannot be loaded.
 *
 * @example
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { sampleDataset } from "@descent/data/testing";
 * import { buildTrial, shareDataset } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * const dataset = await shareDataset(sampleDataset());
 * const trial = sampleTrial();
 * using built = await buildTrial({ trial, dataset, engine });
 * assertEquals(built.batches.size, trial.problem.batchSize);
 * ```
 */
export async function buildTrial(
  { trial, dataset, engine, observer }: BuildTrialOptions,
): Promise<BuiltTrial> {
  const { problem, optimizer: { name }, plugin: source, hyperparameters, seed } = trial;
  const plugin = source === null ? findOptimizer(name) : await loadPlugin(source.address);
  const { batchSize, preprocessing: { scale, centred } } = problem;
  const random = randomStream({ seed });
  const init = random.split("init");
  const network = problemNetwork({ problem, dataset, engine, random: init, observer });
  try {
    const { arena, dtype, parameters } = network;
    const mean = dataset.pixelMean.map((value) => scale * value);
    const preprocessing = centred ? { scale, mean } : { scale };
    return {
      network,
      optimizer: createOptimizer({ plugin, parameters, hyperparameters }),
      batches: imageBatches(
        { arena, dtype, size: batchSize, preprocessing },
        dataset.imageShape,
      ),
      random,
      [Symbol.dispose]: () => network[Symbol.dispose](),
    };
  } catch (error) {
    network[Symbol.dispose]();
    throw error;
  }
}
