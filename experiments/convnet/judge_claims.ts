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

/** Claims on one value, and for the number of filters one for each batch size of the grid. */
const JUDGED = 4 + GRID.length;

/** A claim of the reference that a value is the best, and what the data says of it. */
export interface Claim {
  /** Of what: `"Batch size"`. */
  readonly of: string;
  /** Which value is said to be best: `"about 15"`. */
  readonly claimed: string;
  /** What came out here. */
  readonly ours: string;
  /** The comparison that says most; empty where there is none. */
  readonly detail: string;
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
    const judgement = judgeClaim(value, scores, JUDGED);
    return { of, claimed, ...describe(value, judgement), verdict: judgement.verdict };
  };
  return [
    claim("Batch size", "about 15", batchSize, scoresBy(sweeps, "batchSize", base)),
    claim("Filter size", "7", filterSize, scoresBy(sweeps, "filterSize", base)),
    filtersClaim(sweeps, base),
    claim("Learning rate", "0.001", learningRate, scoresBy(sweeps, "learningRate", base)),
    claim("Epochs", "10", last, epochs),
  ];
}

function describe(
  claimed: number,
  { best, verdict, equals, rival }: ClaimJudgement,
): Pick<Claim, "ours" | "detail"> {
  if (best === null || rival === null) {
    return { ours: best === null ? "–" : formatNumber(best, "number"), detail: "" };
  }
  const { value, comparison: { difference, confidence, probability } } = rival;
  const interval = formatPoints(difference, confidence);
  return {
    ours: verdict === "shared" ? list.format([claimed, ...equals].map(String)) : `${best}`,
    detail: `${value} less ${claimed}: ${interval} (${formatProbability(probability)})`,
  };
}

const list = new Intl.ListFormat("en");

/** From the strongest objection to none: what is said of several judgements. */
const OBJECTIONS = ["refuted", "open", "shared", "confirmed"] as const;

/** For each batch size of the grid: are as many filters the best? One where they are not is enough to refute it. */
function filtersClaim(sweeps: readonly Run[], base: Readonly<Record<string, number>>): Claim {
  const judged = GRID.map((size) => ({
    size,
    ...judgeClaim(size, scoresBy(sweeps, "filters", { ...base, batchSize: size }), JUDGED),
  }));
  const verdicts = judged.map(({ verdict }) => verdict);
  return {
    of: "Number of filters",
    claimed: "about the batch size",
    ours: `${judged.map(({ best }) => best ?? "–").join(", ")} for batches of ${GRID.join(", ")}`,
    detail: judged.flatMap(({ size, equals }) =>
      equals.length === 0 ? [] : [`as good for ${size}: ${list.format(equals.map(String))}`]
    ).join("; "),
    verdict: OBJECTIONS.find((objection) => verdicts.includes(objection))!,
  };
}

/**
 * By the number of epochs that a trial at a constant rate had had so far: the best accuracy up to then, which is what
 * the reference's solver keeps, less that up to the end. They are differences within a trial, so that comparing them
 * with those of the end, which are 0, is the paired test.
 */
function epochScores(runs: readonly Run[]): Map<number, Summary> {
  const losses = runs.filter(({ record }) => record.status === "completed")
    .flatMap(({ record, metrics }) => {
      let best = 0;
      return metrics.map(({ epoch, validationAccuracy }) => {
        best = Math.max(best, validationAccuracy ?? 0);
        return { epoch, loss: best - record.results.best.validationAccuracy! };
      });
    });
  const groups = Map.groupBy(losses, ({ epoch }) => epoch);
  return new Map(
    [...groups].map(([epoch, own]) => [epoch, summarize(own.map(({ loss }) => loss))!]),
  );
}
