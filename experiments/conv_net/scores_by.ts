import { scoreSummary } from "@descent/lab";
import { type Run, settingValue, type Summary } from "@descent/reports";

/** Validation accuracy by one value of the setting, over the seeds. */
export function scoresBy(runs: readonly Run[], name: string): Map<number, Summary> {
  const groups = Map.groupBy(runs, ({ record }) => Number(settingValue(record, name)));
  const scores = [...groups].flatMap(([value, group]): [number, Summary][] => {
    const score = scoreSummary(group, "validation/accuracy");
    return score === null ? [] : [[value, score]];
  });
  return new Map(scores.sort(([a], [b]) => a - b));
}
