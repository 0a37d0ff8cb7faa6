import { claimBasis, judgeClaim, referenceRow, scoreSummary } from "@descent/lab";
import {
  compareOptimizers,
  curveSeries,
  formatDifference,
  type ReferenceRow,
  type Run,
  type Section,
} from "@descent/reports";
import { ofRule, REFERENCE, type ReferenceRule } from "./update_rules_headline.ts";

/** SGD and momentum at one learning rate, beside the reference's figures. */
export function sameRateSections(pair: readonly Run[], rate: number, dataset: string): Section[] {
  return [
    {
      kind: "reference",
      title: "Beside the reference run",
      source: "Reference run, MNIST",
      rows: referenceRows(pair, dataset),
      note:
        `Validation accuracy after five epochs, ours at the learning rate ${rate}: of the rates searched ` +
        "the one where both come nearest to the reference's figures, whose rate is not known.",
    },
    {
      kind: "curves",
      title: "At one learning rate",
      text:
        `SGD and momentum with the learning rate ${rate}: the same initial weights, minibatches and number of steps. ` +
        "A momentum of 0.9 makes a steady step ten times as long.",
      series: curveSeries(pair, ({ optimizer }) => optimizer),
      charts: [
        { title: "Validation accuracy", column: "validation/accuracy", format: "percent" },
        { title: "Training loss", column: "train/loss" },
      ],
      axes: ["epoch", "step"],
    },
  ];
}

function referenceRows(pair: readonly Run[], dataset: string): ReferenceRow[] {
  const score = (rule: ReferenceRule) => scoreSummary(ofRule(pair, rule), "validation/accuracy");
  const [sgd, momentum] = [score("sgd"), score("momentum")];
  const rows = [
    referenceRow({ what: "SGD", reference: REFERENCE.sgd, ours: sgd, dataset }),
    referenceRow({ what: "Momentum", reference: REFERENCE.momentum, ours: momentum, dataset }),
  ];
  const lead = sgd === null || momentum === null ? null : momentum.mean - sgd.mean;
  const judgement = judgeClaim(momentum, sgd);
  return [
    // The two are to be far apart, not high: of either alone there is nothing to reach.
    ...rows.map((row) => ({ ...row, verdict: "", tone: "muted" as const })),
    {
      what: "Gain of momentum",
      reference: formatDifference(REFERENCE.momentum - REFERENCE.sgd, null, "percent"),
      ours: lead === null ? "–" : formatDifference(lead, null, "percent"),
      detail: claimBasis(judgement),
      // The rate was chosen to show the gap, so that seeing it confirms nothing.
      verdict: SEEN[judgement.verdict],
      tone: "muted",
    },
  ];
}

const SEEN = {
  confirmed: "seen at a rate that was chosen to show it",
  refuted: "not seen",
  open: "cannot say",
} as const;

/** All rules, each at its own best rate. */
export function fairSections(tuned: readonly Run[]): Section[] {
  const { headline, sections: [result, ...others] } = compareOptimizers(tuned);
  return [{ ...result, title: "Each rule at its own best rate", text: headline }, ...others];
}
