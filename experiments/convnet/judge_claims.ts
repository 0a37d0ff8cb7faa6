import { type KnownOptimizer, scoreSummary } from "@descent/lab";
import { formatPoints, type Run, type Summary } from "@descent/reports";
import { CLAIMED_EPOCHS, CLAIMS, type ConvnetClaim } from "./claims.ts";
import type { Contest, Contestant } from "./contests.ts";
import { type ConvnetSetting, settingValues } from "./convnet_setting.ts";
import { type ClaimJudgement, judgeClaim, type Verdict } from "./judge_claim.ts";
import { judgeEpochs } from "./judge_epochs.ts";

/** A claim of the reference, and what the data says of it. */
export interface Claim {
  /** Of what: `"Batch size"`. */
  readonly of: string;
  /** Which value is said to be best: `"about 15"`. */
  readonly claimed: string;
  /** What may be the best here. */
  readonly ours: string;
  /** The comparisons; empty where there is none. */
  readonly detail: string;
  /** What they say of the claim. */
  readonly verdict: Verdict;
}

/**
 * Judges the reference's claims.
 *
 * @param contests What decides those on its setting.
 * @param reference Its setting's trials on all images, which decide that on the epochs.
 * @param optimizer What all these were trained with.
 * @returns The claims, in the report's order.
 */
export function judgeClaims(
  contests: readonly Contest<Contestant>[],
  reference: readonly Run[],
  optimizer: KnownOptimizer,
): Claim[] {
  return [
    ...CLAIMS.map((claim) =>
      settingClaim(claim, contests.filter((contest) => contest.claim === claim), optimizer)
    ),
    epochsClaim(reference),
  ];
}

/** From the strongest objection to none: what is said of several comparisons. */
const OBJECTIONS = ["refuted", "open", "confirmed"] as const;

/** One comparison in which the claimed value is not the best is enough to refute the claim. */
function settingClaim(
  { of, claimed, name }: ConvnetClaim,
  contests: readonly Contest<Contestant>[],
  optimizer: KnownOptimizer,
): Claim {
  const text = (setting: ConvnetSetting) => {
    const { learningRate, ...values } = settingValues(setting, optimizer);
    return `${name === "rateFactor" ? learningRate : values[name]}`;
  };
  const judged = contests.map(({ claimed, rival }) => {
    const own = text(claimed.setting);
    if (rival === null) return { ours: own, detail: "", verdict: "open" };
    const judgement = judgeClaim(score(claimed.runs), score(rival.runs));
    return { ...describe(own, text(rival.setting), judgement), verdict: judgement.verdict };
  });
  const verdicts = judged.map(({ verdict }) => verdict);
  const sizes = contests.map(({ claimed: { setting } }) => setting.batchSize);
  return {
    of,
    claimed,
    ours: judged.map(({ ours }) => ours).join(", ") +
      (judged.length === 1 ? "" : ` for batches of ${sizes.join(", ")}`),
    detail: judged.map(({ detail }) => detail).filter((detail) => detail !== "").join("; "),
    verdict: OBJECTIONS.find((objection) => verdicts.includes(objection)) ?? "open",
  };
}

/** Of seeds with which all went well nothing follows for those with which it did not. */
function score(runs: readonly Run[]): Summary | null {
  return runs.every(({ record }) => record.status === "completed")
    ? scoreSummary(runs, "validationAccuracy")
    : null;
}

function describe(
  claimed: string,
  rival: string,
  { verdict, comparison }: ClaimJudgement,
): Pick<Claim, "ours" | "detail"> {
  if (comparison === null) return { ours: `${claimed} or ${rival}`, detail: "" };
  const { difference, confidence } = comparison;
  const alone = difference + confidence < 0;
  return {
    ours: alone ? claimed : verdict === "refuted" ? rival : `${claimed} or ${rival}`,
    detail: `${rival} less ${claimed}: ${formatPoints(difference, confidence)}`,
  };
}

function epochsClaim(reference: readonly Run[]): Claim {
  const { enough, last, ...judgement } = judgeEpochs(reference, CLAIMED_EPOCHS);
  const claimed = `${CLAIMED_EPOCHS}`;
  const { detail } = describe(claimed, `${last}`, judgement);
  const { difference, confidence } = judgement.comparison ?? {};
  return {
    of: "Epochs",
    claimed,
    ours: enough === null ? "–" : enough === last ? `${last}` : `${enough} to ${last}`,
    // An interval of no width would say more than some trials can.
    detail: difference === 0 && confidence === 0
      ? `${last} less ${claimed}: no gain in any trial`
      : detail,
    verdict: judgement.verdict,
  };
}
