import {
  CaseReader,
  type Deviation,
  deviationOf,
  type GoldenCase,
  NotSupportedError,
} from "@descent/core/testing";
import type { GoldenKind } from "./golden_kind.ts";
import { goldenCatalogue } from "./kinds/catalogue.ts";

/** How a case came out. */
export interface CaseResult {
  /** The case's name. */
  readonly name: string;
  /** The case's kind. */
  readonly kind: string;
  /** Passed, failed, or not supported. */
  readonly status: "passed" | "failed" | "unsupported";
  /** The largest deviation, or why the case is not supported, in words. */
  readonly text: string;
}

/**
 * Checks the library against a known answer.
 *
 * @param golden The case.
 * @param kinds Kinds that can be checked; default {@linkcode goldenCatalogue}.
 * @returns How it came out; a case of which anything is not taken into account is not supported.
 * @throws {SyntaxError} When the case lacks something that its kind needs.
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
    const deviations = found.check(reader).map(deviationOf);
    const unread = reader.unread();
    if (unread.length > 0) return unsupported(unread.join(", "));
    return { name, kind, ...verdict(deviations) };
  } catch (error) {
    if (error instanceof NotSupportedError) return unsupported(error.message);
    if (error instanceof SyntaxError) throw error;
    return {
      name,
      kind,
      status: "failed",
      text: `the library refused: ${(error as Error).message}`,
    };
  }
}

function verdict(deviations: readonly Deviation[]): Pick<CaseResult, "status" | "text"> {
  if (deviations.length === 0) return { status: "failed", text: "nothing was compared" };
  const [first, ...rest] = deviations;
  const worst = rest.reduce((most, each) => each.excess > most.excess ? each : most, first);
  const passes = deviations.every((each) => each.passes);
  return { status: passes ? "passed" : "failed", text: worst.text };
}
