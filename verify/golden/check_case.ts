import {
  CaseReader,
  deviationOf,
  type GoldenCase,
  type GoldenComparison,
  NotSupportedError,
} from "@descent/core/testing";
import { compareInF32 } from "./_compare_in_f32.ts";
import type { GoldenKind } from "./golden_kind.ts";
import { goldenCatalogue } from "./kinds/catalogue.ts";

/**
 * How a case came out.
 *
 * @category Known answers
 */
export interface CaseResult {
  /** The case's name. */
  readonly name: string;
  /** The case's kind. */
  readonly kind: string;
  /** Passed, failed, not supported by the library, or not to be read. */
  readonly status: "passed" | "failed" | "unsupported" | "unreadable";
  /** The largest deviation, or why the case is not supported or cannot be read, in words. */
  readonly text: string;
}

/**
 * Checks the library against a known answer, in the element type that the case's tolerance names as `dtype`, or else
 * in f64; then the kinds that compute in f32 too are also compared with themselves there, see {@linkcode GoldenKind}.
 *
 * @category Known answers
 * @param golden The case.
 * @param kinds Kinds that can be checked; default {@linkcode goldenCatalogue}.
 * @returns How it came out. A case of which anything is not taken into account, or that the library refuses in words,
 * is not supported; one that lacks something is unreadable.
 *
 * @example The rectifier of two numbers
 * ```ts
 * import { checkCase } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * const array = (...data: number[]) => ({ shape: [1, data.length], data });
 * const { status } = checkCase({
 *   name: "two",
 *   kind: "relu",
 *   params: {},
 *   inputs: { x: array(-1, 2), grad_out: array(3, 4) },
 *   expected: { out: array(0, 2), grad_x: array(0, 4) },
 *   tolerance: { rtol: 0, atol: 0 },
 * });
 * assertEquals(status, "passed");
 * ```
 */
export function checkCase(
  golden: GoldenCase,
  kinds: readonly GoldenKind[] = goldenCatalogue,
): CaseResult {
  const { name, kind } = golden;
  const unsupported = (text: string) => ({ name, kind, status: "unsupported" as const, text });
  const found = kinds.find((each) => each.name === kind);
  if (found === undefined) return unsupported(`kind '${kind}'`);
  const reader = new CaseReader(golden);
  try {
    const comparisons = found.check(reader);
    const unread = reader.unread();
    if (unread.length > 0) return unsupported(unread.join(", "));
    return { name, kind, ...verdict([...comparisons, ...compareInF32(found, golden)]) };
  } catch (error) {
    if (error instanceof NotSupportedError) return unsupported(error.message);
    const { message } = error as Error;
    if (error instanceof SyntaxError) return { name, kind, status: "unreadable", text: message };
    // The library's own sentences say what was expected; anything else is an accident.
    if (/expected .+, got /.test(message)) return unsupported(`the library refused: ${message}`);
    return { name, kind, status: "failed", text: `the library broke down: ${message}` };
  }
}

function verdict(comparisons: readonly GoldenComparison[]): Pick<CaseResult, "status" | "text"> {
  const deviations = comparisons.map(deviationOf);
  if (deviations.length === 0) return { status: "failed", text: "nothing was compared" };
  const [first, ...rest] = deviations;
  const worst = rest.reduce((most, each) => each.excess > most.excess ? each : most, first);
  const passes = deviations.every((each) => each.passes);
  return { status: passes ? "passed" : "failed", text: worst.text };
}
