import type { Run } from "@descent/reports";

/** The best validation accuracy of a trial up to an epoch, which the reference's solver would have kept. */
export function bestUpTo({ metrics }: Run, last: number): number {
  const rows = metrics.filter(({ epoch }) => epoch <= last);
  return Math.max(0, ...rows.map(({ scores }) => scores["validation/accuracy"] ?? 0));
}
