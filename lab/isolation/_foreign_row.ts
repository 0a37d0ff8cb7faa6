import type { MetricKey, MetricsRow, MetricTable } from "@descent/reports";

/** An evaluation that a trial of third-party code tells of while it runs: numbers alone, scores of known metrics among them; `null` where it is none. */
export function foreignRow(metrics: MetricTable, value: unknown): MetricsRow | null {
  if (typeof value !== "object" || value === null) return null;
  const { step, epoch, seconds, gradientEvaluations, learningRate, scores } = value as Record<
    string,
    unknown
  >;
  const numbers = [step, epoch, seconds, gradientEvaluations];
  if (!numbers.every(Number.isFinite) || typeof scores !== "object" || scores === null) return null;
  const keys = (["train", "validation", "test"] as const).flatMap((split) =>
    Object.keys(metrics).map((name): MetricKey => `${split}/${name}`)
  );
  const known = keys.flatMap((key): [MetricKey, number][] => {
    const score = (scores as Record<string, unknown>)[key];
    return typeof score === "number" ? [[key, score]] : [];
  });
  return {
    step: step as number,
    epoch: epoch as number,
    seconds: seconds as number,
    gradientEvaluations: gradientEvaluations as number,
    learningRate: typeof learningRate === "number" ? learningRate : null,
    scores: Object.fromEntries(known),
  };
}
