import { ratio } from "../measure.ts";
import type { BenchResult, Entry, ImplementationResult } from "./bench_result.ts";
import { shortNumber } from "./short_number.ts";

/** The workload that speaks for all. */
const spokesman = "784-100-10, batch 128, Adam";

/**
 * The findings of a benchmark, in a sentence.
 *
 * @param result The benchmark.
 * @returns The fastest setup of Descent in the commonest training, and how it stands to the fastest JavaScript
 * library and to PyTorch, as far as they took part.
 */
export function headline({ implementations, groups }: BenchResult): string {
  const workload = groups.flatMap(({ workloads }) => workloads).find(({ name }) =>
    name === spokesman
  );
  const fastest = (belongs: (implementation: ImplementationResult) => boolean) =>
    implementations.filter(belongs).flatMap((implementation) => {
      const entry = workload?.entries.find((one) => one.implementation === implementation.name);
      return entry === undefined ? [] : [{ implementation, entry }];
    }).toSorted((a, b) => b.entry.median - a.entry.median).at(0);
  const own = fastest(({ family }) => family === "descent");
  if (workload === undefined || own === undefined) {
    const count = groups.reduce((sum, { workloads }) => sum + workloads.length, 0);
    return `${count} workloads were timed; training steps were not among them.`;
  }
  const said = `${own.implementation.title} trains ${workload.name}, at ${
    shortNumber(own.entry.median)
  } ${workload.unit}`;
  const against = (other: { entry: Entry } | undefined, whom: string) =>
    other === undefined ? [] : [`${ratio(own.entry, other.entry).toFixed(2)} times ${whom}`];
  const comparisons = [
    ...against(
      fastest(({ family, name }) => family === "peer" && !name.startsWith("torch")),
      "the fastest other JavaScript library",
    ),
    ...against(fastest(({ name }) => name.startsWith("torch-tuned")), "PyTorch set up well"),
  ];
  return [said, comparisons.join(" and ")].filter((part) => part !== "").join(": ") + ".";
}
