import {
  finalTrials,
  type KnownOptimizer,
  type Laboratory,
  makeTrial,
  usualRates,
} from "@descent/lab";
import { courseProblem, type Problem } from "@descent/problems";
import type { Run } from "@descent/reports";

const UNITS = 100;
const BATCH_SIZE = 50;
const EPOCHS = 5;
const STEPS_BETWEEN_EVALUATIONS = 10;
const VALIDATION_IMAGES = 500;

/** The validation accuracy that nets are timed towards. */
export const TARGET = 0.9;

/** A kind of net, at each depth. */
export interface NetKind {
  /** Its name in code. */
  readonly name: "plain" | "batch-norm" | "residual" | "both";
  /** Its name for people. */
  readonly title: string;
  /** What its network has that the plain one has not. */
  readonly network: { readonly normalization?: "batch"; readonly residual?: boolean };
}

/** The kinds of nets that are compared. */
export const NET_KINDS: readonly NetKind[] = [
  { name: "plain", title: "Plain", network: {} },
  { name: "batch-norm", title: "Batch norm", network: { normalization: "batch" } },
  { name: "residual", title: "Residual", network: { residual: true } },
  {
    name: "both",
    title: "Batch norm and residual",
    network: { normalization: "batch", residual: true },
  },
];

/** What {@linkcode runDepth} tries. */
export interface DepthOptions {
  /** The optimizers. */
  readonly optimizers: readonly KnownOptimizer[];
  /** How many training images are learned. */
  readonly images: number;
  /** Layers of weights. */
  readonly depths: readonly number[];
  /** How many learning rates to try for each optimizer, kind and depth. */
  readonly rates: number;
  /** Seed of the search. */
  readonly seed: number;
  /** The seeds that judge. */
  readonly judges: readonly number[];
}

/** What came out for one optimizer, kind of net and depth. */
export interface DepthResult {
  /** The optimizer. */
  readonly optimizer: KnownOptimizer["plugin"];
  /** The kind of net. */
  readonly kind: NetKind;
  /** Layers of weights. */
  readonly layers: number;
  /** A trial for each learning rate. */
  readonly search: readonly Run[];
  /** The rate that reached the target in the fewest steps, or came nearest, with each seed that judges. */
  readonly finals: readonly Run[];
}

/**
 * Trains nets of several depths towards {@linkcode TARGET}, each kind and depth at its own best learning rate.
 *
 * @param laboratory Where to run.
 * @param options Optimizers, depths, rates and seeds, see {@linkcode DepthOptions}.
 * @returns The results by optimizer, kind and depth, in that order.
 */
export async function runDepth(
  laboratory: Laboratory,
  { optimizers, images, depths, rates, seed, judges }: DepthOptions,
): Promise<DepthResult[]> {
  const contestants = optimizers.flatMap((optimizer) =>
    NET_KINDS.flatMap((kind) =>
      depths.map((layers) => {
        const problem = depthProblem(laboratory, images, kind, layers);
        const candidates = usualRates(optimizer, rates).map((learningRate) =>
          makeTrial({
            experiment: "depth",
            problem,
            optimizer,
            hyperparameters: { learningRate },
            variables: { net: kind.name, layers },
            seed,
          })
        );
        return { optimizer: optimizer.plugin, kind, layers, candidates };
      })
    )
  );
  const toCome = contestants.length * judges.length;
  const searched = await laboratory.run(
    contestants.flatMap(({ candidates }) => candidates),
    { toCome },
  );
  const found = contestants.map((contestant, index) => {
    const search = searched.slice(index * rates, (index + 1) * rates);
    const best = quickest(search);
    if (best === undefined) return { ...contestant, search, judging: [] };
    const score = best.record.results.best.validationAccuracy!;
    const selection = { metric: "stepsToTarget", candidates: rates, score };
    const winner = contestant.candidates[search.indexOf(best)];
    return { ...contestant, search, judging: finalTrials(winner, judges, selection) };
  });
  const judged = await laboratory.run(found.flatMap(({ judging }) => judging));
  let start = 0;
  return found.map(({ optimizer, kind, layers, search, judging }) => ({
    optimizer,
    kind,
    layers,
    search,
    finals: judged.slice(start, start += judging.length),
  }));
}

/** The completed trial that reached the target in the fewest steps; where none did, that with the best accuracy. */
export function quickest(runs: readonly Run[]): Run | undefined {
  const completed = runs.filter(({ record }) => record.status === "completed");
  return completed.toSorted(({ record: { results: a } }, { record: { results: b } }) =>
    (a.stepsToTarget ?? Number.MAX_VALUE) - (b.stepsToTarget ?? Number.MAX_VALUE) ||
    b.best.validationAccuracy! - a.best.validationAccuracy!
  )[0];
}

function depthProblem(
  { dataset: { name, train, validation } }: Laboratory,
  images: number,
  { name: kind, network }: NetKind,
  layers: number,
): Problem {
  const trainCount = Math.min(images, train.count);
  return courseProblem({
    name: `${name}-depth-${kind}`,
    dataset: name,
    trainCount,
    validationCount: Math.min(VALIDATION_IMAGES, validation.count),
    preprocessing: { scale: 1 / 255, centred: true },
    network: { kind: "fully-connected", hidden: Array(layers - 1).fill(UNITS), ...network },
    batchSize: BATCH_SIZE,
    epochs: EPOCHS,
    evaluationsPerEpoch: Math.ceil(trainCount / BATCH_SIZE) / STEPS_BETWEEN_EVALUATIONS,
    target: TARGET,
  });
}
