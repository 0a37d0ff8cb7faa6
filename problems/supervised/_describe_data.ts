import type { Examples, SharedDataset } from "@descent/data";
import type { DataDescription } from "../contract/problem_plugin.ts";

/** A data set in words and counts, for records. */
export function describeData(data: SharedDataset, scaling: string): DataDescription {
  const { name, title, classNames, targetShape, preprocessing, digest, remark } = data;
  const counts = classNames === null || targetShape.length > 0 ? null : {
    train: countClasses(data.train, classNames.length),
    validation: countClasses(data.validation, classNames.length),
    test: countClasses(data.test, classNames.length),
  };
  return {
    name,
    title,
    preprocessing: preprocessing?.kind === "table"
      ? "columns standardized by the training part"
      : scaling,
    ...(counts !== null && {
      classes: classNames!.map((name, k) => ({
        name,
        train: counts.train[k],
        validation: counts.validation[k],
        test: counts.test[k],
      })),
    }),
    digest,
    ...(remark !== undefined && { remark }),
  };
}

function countClasses({ targets }: Examples, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const target of targets) counts[target]++;
  return counts;
}
