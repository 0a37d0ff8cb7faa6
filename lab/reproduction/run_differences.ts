import type { MetricsRow, Run } from "@descent/reports/record";
import { canonicalJson } from "../trials/canonical_json.ts";

/** Tensors that are named one by one. */
const MOST_NAMED = 5;

/**
 * The part of a run that must be the same, bit for bit, when its trial is run again.
 *
 * @category Reproduction
 */
export interface ComparedRun {
  /** How it ended, digests of its final weights, and the loss around them. */
  readonly record: Pick<Run["record"], "landscape"> & {
    readonly status: Run["record"]["status"];
    readonly error: string | null;
    readonly results: Pick<Run["record"]["results"], "weightsDigest" | "tensorDigests">;
  };
  /** One row per evaluation. */
  readonly metrics: readonly MetricsRow[];
}

/**
 * Where a trial that was run again parts from its record: at the first evaluation that differs, in which value, and in
 * which tensors of the final weights, and whether the loss between solutions does. Times do not count.
 *
 * @category Reproduction
 * @param again The trial that was run again.
 * @param former Its record and rows.
 * @returns Clauses; none when all is the same, bit for bit.
 *
 * @example
 * ```ts
 * import { runDifferences } from "@descent/lab";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const former = sampleRun();
 * const [first, ...others] = former.metrics;
 * const again = { ...former, metrics: [{ ...first, gradientEvaluations: 7 }, ...others] };
 * assertEquals(runDifferences(again, former), [
 *   `at evaluation 1, after step ${first.step}: gradientEvaluations is 7, the record has ${first.gradientEvaluations}`,
 * ]);
 * ```
 */
export function runDifferences(again: ComparedRun, former: ComparedRun): string[] {
  const { record: { status, error } } = again;
  if (status !== former.record.status) {
    const reason = error === null ? "" : ` (${error})`;
    return [`in how it ended: ${status}${reason}, the record has ${former.record.status}`];
  }
  const differences: string[] = [];
  const length = Math.max(again.metrics.length, former.metrics.length);
  for (let i = 0; i < length; i++) {
    const difference = rowDifference(again.metrics[i], former.metrics[i]);
    if (difference === undefined) continue;
    const { step } = (former.metrics[i] ?? again.metrics[i])!;
    differences.push(`at evaluation ${i + 1}, after step ${step}: ${difference}`);
    break;
  }
  const [came, wanted] = [again, former].map(({ record: { results } }) => results);
  if (came.weightsDigest !== wanted.weightsDigest) {
    const names = Object.keys({ ...wanted.tensorDigests, ...came.tensorDigests });
    const parted = names.filter((name) => came.tensorDigests[name] !== wanted.tensorDigests[name]);
    const more = parted.length - MOST_NAMED;
    const named = parted.slice(0, MOST_NAMED).join(", ") + (more > 0 ? ` and ${more} more` : "");
    differences.push(`in the final weights: ${named}, ${parted.length} of ${names.length} tensors`);
  }
  const [seen, known] = [again, former].map(({ record: { landscape = null } }) =>
    canonicalJson(landscape)
  );
  if (seen !== known) differences.push("in the loss along lines and planes between solutions");
  return differences;
}

function rowDifference(
  again: MetricsRow | undefined,
  former: MetricsRow | undefined,
): string | undefined {
  if (former === undefined) return "the record has no such evaluation";
  if (again === undefined) return "there was no such evaluation";
  const [came, wanted] = [again, former].map(valuesOf);
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(came)])) {
    const [value, other] = [came, wanted].map((values) => textOf(values[key]));
    if (value !== other) return `${key} is ${value}, the record has ${other}`;
  }
  return undefined;
}

function valuesOf({ seconds: _, scores, extra, ...rest }: MetricsRow): Record<string, unknown> {
  return { ...rest, ...scores, ...extra };
}

/** As a file of metrics has it, where an empty cell is what was not measured. */
function textOf(value: unknown): string {
  return value == null ? "nothing" : String(value);
}
