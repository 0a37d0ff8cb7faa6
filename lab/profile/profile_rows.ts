import type { TrialProfile } from "./profile_trial.ts";

/**
 * One line of a profile.
 *
 * @category Profiles
 */
export interface ProfileRow {
  /** The part, `hidden1 forward`; `between` is what lies between the parts. */
  readonly part: string;
  /** Microseconds in a step. */
  readonly microseconds: number;
  /** Share of the step's time, from 0 to 1. */
  readonly share: number;
  /** Floating-point operations per second / 1e9, or `null` for parts without products. */
  readonly gigaflops: number | null;
  /** The same as a share of the peak of all threads. */
  readonly shareOfPeak: number | null;
}

/**
 * A profile as lines to print, the slowest part first.
 *
 * @category Profiles
 * @param profile The profile.
 * @returns One row per part, and one for what lies between them.
 *
 * @example
 * ```ts
 * import { profileRows } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const parts = [{ name: "hidden1 forward", seconds: 0.003, operations: 6e7 }];
 * const measured = { title: "", steps: 10, examples: 80, seconds: 0.004, parts, events: [] };
 * const profile = { ...measured, threads: 1, matmul: "wasm 0.1.0", peak: 4e10 };
 * const [row] = profileRows(profile);
 * assertEquals([row.microseconds, row.gigaflops, row.shareOfPeak], [300, 20, 0.5]);
 * ```
 */
export function profileRows({ parts, steps, seconds, peak }: TrialProfile): ProfileRow[] {
  const measured = parts.reduce((sum, part) => sum + part.seconds, 0);
  const between = { name: "between", seconds: Math.max(0, seconds - measured), operations: 0 };
  return [...parts, between]
    .sort((a, b) => b.seconds - a.seconds)
    .map(({ name, seconds: own, operations }) => {
      const rate = operations > 0 && own > 0 ? operations / own : null;
      return {
        part: name,
        microseconds: own / steps * 1e6,
        share: own / seconds,
        gigaflops: rate === null ? null : rate / 1e9,
        shareOfPeak: rate === null ? null : rate / peak,
      };
    });
}
