import { byBetter } from "../record/metric.ts";
import type { Section } from "../sections/section.ts";
import { finalValue, type NamedMetric } from "./_compared_metrics.ts";
import type { OptimizerResult } from "./_optimizer_result.ts";

/** Texts of each optimizer's best seed, where the problem makes any. */
export function samplesSection(
  results: readonly OptimizerResult[],
  { key, title: score, metric }: NamedMetric,
): Section[] {
  const order = byBetter(metric);
  const samples = results.flatMap(({ name, title, final }) => {
    const [best] = final.map(({ record }) => record)
      .filter((record) => record.samples.length > 0)
      .sort((a, b) => order(finalValue(a, key), finalValue(b, key)));
    return best === undefined
      ? []
      : best.samples.map((text) => ({ series: name, title: `${title}, seed ${best.seed}`, text }));
  });
  if (samples.length === 0) return [];
  return [{
    kind: "samples",
    title: "Samples",
    text: `Made by the trained model of each optimizer's seed with the best ${score}, ` +
      "all from the same random draws.",
    samples,
  }];
}
