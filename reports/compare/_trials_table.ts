import type { RunRecord } from "../record/run_record.ts";
import type { Section } from "../sections/section.ts";
import type { RichCell } from "../sections/table.ts";
import { capitalized } from "../text/capitalized.ts";
import type { ComparedMetrics } from "./_compared_metrics.ts";
import type { OptimizerResult } from "./_optimizer_result.ts";

/** Every trial, for those who want to see the ones behind a mean. */
export function trialsSection(
  results: readonly OptimizerResult[],
  { search, loss }: ComparedMetrics,
): Section {
  const runs = results.flatMap(({ search: own, final }) => [...own, ...final]);
  return {
    kind: "table",
    title: "All trials",
    collapsed: true,
    columns: [
      { title: "Optimizer" },
      { title: "Phase" },
      { title: "Learning rate" },
      { title: "Seed", format: "count" },
      { title: "Status" },
      { title: capitalized(search.title), format: search.metric.format },
      ...loss === null ? [] : [{ title: capitalized(loss.title), format: loss.metric.format }],
      { title: "Steps", format: "count" },
      { title: "Time", format: "seconds" },
    ],
    rows: runs.map(({ record }) => [
      {
        value: record.optimizer.title,
        series: record.optimizer.name,
        trial: record.trialId,
      },
      record.phase,
      record.setting.hyperparameters.learningRate ?? null,
      record.seed,
      statusCell(record),
      record.results.final[search.key] ?? null,
      ...loss === null ? [] : [record.results.final[loss.key] ?? null],
      record.results.steps,
      record.results.seconds,
    ]),
  };
}

function statusCell({ status, divergedAtStep, error }: RunRecord): RichCell {
  if (status === "completed") return { value: status };
  if (status === "failed") {
    return { value: status, tone: "bad", ...(error === null ? {} : { note: error }) };
  }
  return { value: status, tone: "bad", text: `diverged at step ${divergedAtStep}` };
}
