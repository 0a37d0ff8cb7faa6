import type { ImplementationResult, Instructions, Limit, WorkloadResult } from "./bench_result.ts";
import { shortNumber } from "./short_number.ts";

/** How the operations of a training step were counted, for people. */
export const countSentence =
  "GFLOP/s of a training step are by the direct count, the same for everyone: two operations for each multiply-add " +
  "of its products and convolutions, forward, for the gradients of weights and for those of inputs. " +
  "Winograd's convolutions do fewer multiplications than are counted; any other share above 100 % says that the " +
  "machine was busier while the limit was measured.";

/**
 * A rate in floating-point operations.
 *
 * @param workload What was done.
 * @param rate In the workload's unit.
 * @returns GFLOP/s; undefined where the operations were not counted.
 */
export function operationRate(
  { unit, work, operations }: Pick<WorkloadResult, "unit" | "work" | "operations">,
  rate: number,
): number | undefined {
  if (unit === "GFLOP/s") return rate;
  return operations === undefined ? undefined : operations * rate / work / 1e9;
}

/**
 * How near an implementation comes to the limit of its instruction set.
 *
 * @param rate Its rate in GFLOP/s; undefined where it is not known.
 * @param implementation Which instructions it uses, on how many threads.
 * @param limits The limits of the same run.
 * @returns The share, 1 at the limit; undefined where that was not measured.
 */
export function limitShare(
  rate: number | undefined,
  { instructions, threads }: Pick<ImplementationResult, "instructions" | "threads">,
  limits: readonly Limit[],
): number | undefined {
  const limit = limits.find((one) =>
    one.instructions === instructions && (instructions === "wasm" || one.threads === threads)
  );
  if (rate === undefined || limit === undefined) return undefined;
  return rate * limit.threads / (limit.rate * threads);
}

/**
 * A share for people.
 *
 * @param share The share.
 * @returns Such as `40 %`; nothing where there is none.
 */
export function shareText(share: number | undefined): string {
  return share === undefined ? "" : `${Math.round(100 * share)} %`;
}

/**
 * The limits that shares refer to, in words.
 *
 * @param limits The limits.
 * @returns A sentence for each instruction set that has one.
 */
export function limitSentences(limits: readonly Limit[]): string[] {
  const of = (instructions: Instructions) =>
    limits.filter((limit) => limit.instructions === instructions);
  const natives = of("native")
    .map(({ rate, who }) => `${shortNumber(rate)} GFLOP/s (${who})`);
  return [
    ...of("wasm").map(({ rate }) =>
      "The limit of WebAssembly is what its multiply-add units allow with nothing else to do, in this run " +
      `${shortNumber(rate)} GFLOP/s for each thread.`
    ),
    ...natives.length === 0 ? [] : [
      "The limit of native code, PyTorch's too, is what the fastest native library reached with as many threads in a " +
      `product of 1024 x 1024 x 1024, in this run ${natives.join(" and ")}.`,
    ],
  ];
}
