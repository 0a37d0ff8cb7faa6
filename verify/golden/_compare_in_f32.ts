import { CaseReader, type GoldenCase, type GoldenComparison } from "@descent/core/testing";
import type { GoldenKind } from "./golden_kind.ts";

/** Part of a number, and of an array's largest, that f32 may be off by. */
const bound = 2e-5;

/** The smallest normal number of f32: below it digits are lost. */
const smallest = 2 ** -126;

/**
 * The results of a kind in f32 beside those in f64 from the same numbers, which f32 holds exactly: then the
 * rounding of the inputs is no error. Empty where the kind does not compute in f32, or the case is for one element type.
 */
export function compareInF32(
  { inF32 = false, check }: GoldenKind,
  golden: GoldenCase,
): GoldenComparison[] {
  if (!inF32 || golden.tolerance.dtype !== undefined || !fitsF32(golden)) return [];
  const rounded = roundInputs(golden);
  const wanted = check(new CaseReader(rounded, "f64"));
  const criterion = { kind: "close", rtol: bound, atol: smallest, atolOfLargest: bound } as const;
  return check(new CaseReader(rounded, "f32")).map(({ what, got }, i) => ({
    what: `${what} in f32`,
    got,
    want: Float32Array.from(wanted[i].got),
    criterion,
  }));
}

function fitsF32({ inputs }: GoldenCase): boolean {
  return Object.values(inputs).every(({ data }) =>
    data.every((value) => !Number.isFinite(value) || Number.isFinite(Math.fround(value)))
  );
}

function roundInputs(golden: GoldenCase): GoldenCase {
  const inputs = Object.entries(golden.inputs).map(([name, { shape, data }]) =>
    [name, { shape, data: data.map(Math.fround) }] as const
  );
  return { ...golden, inputs: Object.fromEntries(inputs) };
}
