import { scoreSummary } from "@descent/lab";
import { type Run, settingValue, type Summary } from "@descent/reports";

/**
 * Validation accuracy by one value of the setting, over the seeds, all other values held.
 *
 * @param runs The trials.
 * @param name The value's name.
 * @param held The values of the setting; only trials that have all of them, but for `name`, count.
 * @returns The summaries in rising order of the value; a value that no trial completed is not among them.
 */
export function scoresBy(
  runs: readonly Run[],
  name: string,
  held: Readonly<Record<string, number>>,
): Map<number, Summary> {
  const others = Object.entries(held).filter(([key]) => key !== name);
  const own = runs.filter(({ record }) =>
    others.every(([key, value]) => settingValue(record, key) === value)
  );
  const groups = Map.groupBy(own, ({ record }) => Number(settingValue(record, name)));
  const scores = [...groups].flatMap(([value, group]): [number, Summary][] => {
    const score = scoreSummary(group, "validation/accuracy");
    return score === null ? [] : [[value, score]];
  });
  return new Map(scores.sort(([a], [b]) => a - b));
}
