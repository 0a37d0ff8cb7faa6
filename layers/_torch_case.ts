import { assert, assertLessOrEqual } from "@std/assert";
import type { GoldenArray, GoldenCase } from "./_golden_case.ts";
import golden from "./testdata/torch_layers_dev.json" with { type: "json" };

/** A case from PyTorch, with how far an answer may be off: `|a − b| ≤ atol + rtol |b|`. */
export interface TorchCase extends GoldenCase {
  readonly expected: Readonly<Record<string, GoldenArray>>;
  readonly tolerance: { readonly rtol: number; readonly atol: number };
}

/** Every case that fits, and at least one. */
export function torchCases(fits: (each: TorchCase) => boolean): TorchCase[] {
  const found = (golden.cases as unknown as readonly TorchCase[]).filter(fits);
  assert(found.length > 0, "no such case");
  return found;
}

/** Fails where a figure is off by more than the case allows. */
export function assertTorch(
  { name, expected, tolerance: { rtol, atol } }: TorchCase,
  what: string,
  got: ArrayLike<number>,
  factor = 1,
): void {
  const want = expected[what].data;
  assert(got.length === want.length, `${name}: ${got.length} values for ${what}`);
  want.forEach((value, i) =>
    assertLessOrEqual(
      Math.abs(factor * got[i] - value),
      atol + rtol * Math.abs(value),
      `${name}: ${what} ${i}`,
    )
  );
}
