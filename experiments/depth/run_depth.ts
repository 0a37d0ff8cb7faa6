import {
  finalTrials,
  type ImageSubset,
  type KnownOptimizer,
  type Laboratory,
  makeTrial,
  runGroups,
  searchRates,
} from "@descent/lab";
import {
  chooseProblem,
  fullyConnected,
  type FullyConnectedValues,
  type ProblemChoice,
} from "@descent/problems";
import type { Run } from "@descent/reports";

const UNITS = 100;
const BATCH_SIZE = 50;
const EPOCHS = 5;
const STEPS_BETWEEN_EVALUATIONS = 10;

/** The validation accuracy that nets are timed towards. */
export const TARGET = 0.9;

/** A kind of net, at each depth. */
export interface NetKind {
  /** Its name in code. */
  readonly name: "plain" | "batch-norm" | "residual" | "both";
  /** Its name for people. */
  readonly title: string;
  /** Options of its network that differ from those of the plain one. */
  readonly options: Partial<Pick<FullyConnectedValues, "normalization" | "residual">>;
}

/** The kinds of nets that are compared. */
export const NET_KINDS: readonly NetKind[] = [
  { name: "plain", title: "Plain", options: {} },
  { name: "batch-norm", title: "Batch normalization", options: { normalization: "batch" } },
  { name: "residual", title: "Residual", options: { residual: true } },
  {
    name: "both",
    title: "Batch normalization and residual",
    options: { normalization: "batch", residual: true },
  },
];

/** Settings and seeds of {@linkcode runDepth}. */
export interface DepthOptions {
  /** The optimizers. */
  readonly optimizers: readonly KnownOptimizer[];
  /** The images that are learned, as options of the problem. */
  readonly images: ImageSubset["options"];
  /** Layers of weights. */
  readonly depths: readonly number[];
  /** How many learning rates to try for each optimizer, kind and depth. */
  readonly rates: number;
  /** Seed of the search. */
  readonly seed: number;
  /** Further seeds of the plain nets that the claim is judged by, the shallowest and the deepest, at every rate. */
  readonly claimSeeds: readonly number[];
  /** The seeds that judge. */
  readonly judges: readonly number[];
}

/** The trials of one optimizer, kind of net and depth. */
export interface DepthResult {
  /** The optimizer. */
  readonly optimizer: KnownOptimizer["plugin"];
  /** The kind of net. */
  readonly kind: NetKind;
  /** Layers of weights. */
  readonly layers: number;
  /** A trial for each learning rate. */
  readonly search: readonly Run[];
  /** The same with further seeds, of plain nets of the least and of the most layers. */
  readonly repeats: readonly Run[];
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
  { optimizers, images, depths, rates, seed, claimSeeds, judges }: DepthOptions,
): Promise<DepthResult[]> {
  const searches = optimizers.flatMap((optimizer) =>
    NET_KINDS.flatMap((kind) =>
      depths.map((layers) => {
        const problem = depthProblem(images, kind, layers);
        const candidates = searchRates(problem, optimizer, rates).map((learningRate) =>
          makeTrial({
            experiment: "depth",
            problem,
            optimizer,
            hyperparameters: { learningRate },
            variables: { net: kind.name, layers },
            seed,
          })
        );
        const isClaimed = kind.name === "plain" &&
          (layers === depths[0] || layers === depths.at(-1));
        const repeated = isClaimed
          ? candidates.flatMap((trial) =>
            claimSeeds.map((seed) => ({ ...trial, seed, phase: "repeat" }))
          )
          : [];
        return { optimizer: optimizer.plugin, kind, layers, candidates, repeated };
      })
    )
  );
  const groups = [
    searches.map(({ candidates }) => candidates),
    searches.map(({ repeated }) => repeated),
  ];
  const searched = await runGroups(laboratory, groups.flat(), {
    furtherTrials: searches.length * judges.length,
  });
  const found = searches.map((own, index) => {
    const [search, repeats] = [searched[index], searched[searches.length + index]];
    const best = quickest(search);
    if (best === undefined) return { ...own, search, repeats, judging: [] };
    // Steps to the target are no metric; the record says towards which one they lead.
    const { problem: { selection: metric }, results } = best.record;
    const selection = { metric, candidates: rates, score: results.best[metric]! };
    const winner = own.candidates[search.indexOf(best)];
    return { ...own, search, repeats, judging: finalTrials(winner, judges, selection) };
  });
  const judged = await runGroups(laboratory, found.map(({ judging }) => judging));
  return found.map(({ optimizer, kind, layers, search, repeats }, index) => (
    { optimizer, kind, layers, search, repeats, finals: judged[index] }
  ));
}

/** The completed trial that reached the target in the fewest steps; where none did, that with the best accuracy. */
export function quickest(runs: readonly Run[]): Run | undefined {
  const completed = runs.filter(({ record }) => record.status === "completed");
  return completed.toSorted(({ record: { results: a } }, { record: { results: b } }) =>
    (a.stepsToTarget ?? Number.MAX_VALUE) - (b.stepsToTarget ?? Number.MAX_VALUE) ||
    b.best["validation/accuracy"]! - a.best["validation/accuracy"]!
  )[0];
}

function depthProblem(
  images: ImageSubset["options"],
  { options }: NetKind,
  layers: number,
): ProblemChoice {
  return chooseProblem(fullyConnected, {
    options: { ...images, ...options, hidden: Array(layers - 1).fill(UNITS) },
    budget: {
      batchSize: BATCH_SIZE,
      epochs: EPOCHS,
      evaluationsPerEpoch: Math.ceil(images.trainSubset / BATCH_SIZE) / STEPS_BETWEEN_EVALUATIONS,
      schedule: "constant",
      target: TARGET,
    },
  });
}
