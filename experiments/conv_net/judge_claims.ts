import { type ClaimVerdict, judgeClaim, type KnownOptimizer, scoreSummary } from "@descent/lab";
import { formatDifference, type MeansComparison, type Run, type Summary } from "@descent/reports";
import { CLAIMED_EPOCHS, CLAIMS, COMPARISONS, type ConvNetClaim, MARGIN } from "./claims.ts";
import type { Comparison, SettingRuns } from "./comparisons.ts";
import { type ConvNetSetting, settingValues } from "./conv_net_setting.ts";
import { judgeEpochs, oneExample } from "./judge_epochs.ts";

/** A claim of the reference with its verdict. */
export interface Claim {
  /** Title of the value: `"Batch size"`. */
  readonly what: string;
  /** The value that is said to be best: `"about 15"`. */
  readonly claimed: string;
  /** The value that may be the best here. */
  readonly ours: string;
  /** The differences from the rivals; empty where there is none. */
  readonly detail: string;
  /** The verdict that follows from them. */
  readonly verdict: ClaimVerdict;
}

/** Judges the reference's claims. */
export function judgeClaims(
  comparisons: readonly Comparison<SettingRuns>[],
  reference: readonly Run[],
  optimizer: KnownOptimizer,
): Claim[] {
  return [
    ...CLAIMS.map((claim) =>
      settingClaim(claim, comparisons.filter((comparison) => comparison.claim === claim), optimizer)
    ),
    epochsClaim(reference),
  ];
}

/** From the strongest objection to none: the verdict of several comparisons is the first that any of them has. */
const OBJECTIONS = ["refuted", "open", "confirmed"] as const;

/** One comparison in which the claimed value is not the best is enough to refute the claim. */
function settingClaim(
  { what, claimed, name }: ConvNetClaim,
  comparisons: readonly Comparison<SettingRuns>[],
  optimizer: KnownOptimizer,
): Claim {
  const text = (setting: ConvNetSetting) => {
    const { learningRate, ...values } = settingValues(setting, optimizer);
    return `${name === "rateFactor" ? learningRate : values[name]}`;
  };
  const judged = comparisons.map(({ claimed, rival }) => {
    const own = text(claimed.setting);
    if (rival === null) return { ours: own, detail: "", verdict: "open" };
    const { verdict, comparison } = judgeClaim(score(claimed.runs), score(rival.runs), {
      margin: MARGIN,
      comparisons: COMPARISONS,
      leastDeviation: oneExample(claimed.runs),
    });
    const lead = comparison && { ...comparison, difference: -comparison.difference };
    return { ...describe(own, text(rival.setting), verdict, lead), verdict };
  });
  const verdicts = judged.map(({ verdict }) => verdict);
  const sizes = comparisons.map(({ claimed: { setting } }) => setting.batchSize);
  return {
    what,
    claimed,
    ours: judged.map(({ ours }) => ours).join(", ") +
      (judged.length === 1 ? "" : ` for batch sizes ${sizes.join(", ")}`),
    detail: judged.map(({ detail }) => detail).filter((detail) => detail !== "").join("; "),
    verdict: OBJECTIONS.find((objection) => verdicts.includes(objection)) ?? "open",
  };
}

/** Of seeds with which all went well nothing follows for those with which it did not. */
function score(runs: readonly Run[]): Summary | null {
  return runs.every(({ record }) => record.status === "completed")
    ? scoreSummary(runs, "validation/accuracy")
    : null;
}

/** The lead is the rival's over the claimed value. */
function describe(
  claimed: string,
  rival: string,
  verdict: ClaimVerdict,
  lead: Pick<MeansComparison, "difference" | "confidence"> | null,
): Pick<Claim, "ours" | "detail"> {
  if (lead === null) return { ours: `${claimed} or ${rival}`, detail: "" };
  const { difference, confidence } = lead;
  const alone = difference + confidence < 0;
  return {
    ours: alone ? claimed : verdict === "refuted" ? rival : `${claimed} or ${rival}`,
    detail: `${rival} minus ${claimed}: ${formatDifference(difference, confidence, "percent")}`,
  };
}

function epochsClaim(reference: readonly Run[]): Claim {
  const { enough, last, verdict, comparison } = judgeEpochs(reference, CLAIMED_EPOCHS);
  const claimed = `${CLAIMED_EPOCHS}`;
  const { detail } = describe(claimed, `${last}`, verdict, comparison);
  return {
    what: "Epochs",
    claimed,
    ours: enough === null ? "–" : enough === last ? `${last}` : `${enough} to ${last}`,
    detail,
    verdict,
  };
}
