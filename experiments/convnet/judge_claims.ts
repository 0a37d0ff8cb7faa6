import {
  formatNumber,
  formatPoints,
  formatProbability,
  type Run,
  summarize,
  type Summary,
} from "@descent/reports";
import { GRID } from "./convnet_setting.ts";
import { type ClaimJudgement, judgeClaim } from "./judge_claim.ts";
import type { ConvnetRuns } from "./run_convnet.ts";
import { scoresBy } from "./scores_by.ts";

/** A claim of the reference that a value is the best, and what the data says of it. */
export interface Claim {
  /** Of what: `"Batch size"`. */
  readonly of: string;
  /** Which value is said to be best: `"about 15"`. */
  readonly claimed: string;
  /** What came out here. */
  readonly ours: string;
  /** What that says of the claim. */
  readonly verdict: ClaimJudgement["verdict"];
}

/**
 * Judges the reference's claims, each by the trials around the setting that it calls best.
 *
 * @param runs What came out.
 * @param base The reference's setting, by the names that records have for its values.
 * @returns The claims, in the report's order.
 */
export function judgeClaims(
  { sweeps, reference }: Pick<ConvnetRuns, "sweeps" | "reference">,
  base: Readonly<Record<string, number>>,
): Claim[] {
  const { batchSize, filterSize, learningRate } = base;
  const epochs = epochScores(reference);
  const last = Math.max(0, ...epochs.keys());
  const claim = (of: string, claimed: string, value: number, scores: Map<number, Summary>) => {
    const judgement = judgeClaim(value, scores);
    return { of, claimed, ours: describe(value, judgement), verdict: judgement.verdict };
  };
  return [
    claim("Batch size", "about 15", batchSize, scoresBy(sweeps, "batchSize", base)),
    claim("Filter size", "7", filterSize, scoresBy(sweeps, "filterSize", base)),
    filtersClaim(sweeps, base),
    claim("Learning rate", "0.001", learningRate, scoresBy(sweeps, "learningRate", base)),
    claim("Epochs", "10", last, epochs),
  ];
}

function describe(claimed: number, { best, rival }: ClaimJudgement): string {
  if (best === null) return "–";
  if (rival === null) return formatNumber(best, "number");
  const { value, comparison: { difference, confidence, probability } } = rival;
  return `${best}; ${value} less ${claimed}: ${formatPoints(difference, confidence)} (${
    formatProbability(probability)
  })`;
}

/** For each batch size of the grid: are as many filters the best? One where they are not is enough to refute it. */
function filtersClaim(sweeps: readonly Run[], base: Readonly<Record<string, number>>): Claim {
  const judged = GRID.map((size) => ({
    size,
    ...judgeClaim(size, scoresBy(sweeps, "filters", { ...base, batchSize: size })),
  }));
  const verdicts = judged.map(({ verdict }) => verdict);
  return {
    of: "Number of filters",
    claimed: "about the batch size",
    ours: `${judged.map(({ best }) => best ?? "–").join(", ")} for batches of ${GRID.join(", ")}`,
    verdict: verdicts.includes("refuted")
      ? "refuted"
      : verdicts.includes("open")
      ? "open"
      : "confirmed",
  };
}

/** By the number of epochs that a trial at a constant rate had had so far. */
function epochScores(runs: readonly Run[]): Map<number, Summary> {
  const rows = runs.filter(({ record }) => record.status === "completed")
    .flatMap(({ metrics }) => metrics);
  const groups = Map.groupBy(rows, ({ epoch }) => epoch);
  return new Map([...groups].flatMap(([epoch, own]): [number, Summary][] => {
    const values = own.map(({ validationAccuracy }) => validationAccuracy);
    const score = summarize(values.filter((value) => value !== null));
    return score === null ? [] : [[epoch, score]];
  }));
}
