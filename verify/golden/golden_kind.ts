import type { CaseReader, GoldenComparison } from "@descent/core/testing";

/**
 * A computation that the library is asked to repeat.
 *
 * @category Known answers
 */
export interface GoldenKind {
  /** The kind that cases name. */
  readonly name: string;
  /**
   * Whether its cases are checked in f32 too, unless their tolerance names a `dtype`: on inputs that f32 holds exactly,
   * f32 and f64 agree to 2e-5 of each number or of the array's largest. Default no.
   */
  readonly inF32?: boolean;

  /**
   * Repeats the computation of a case.
   *
   * @param reader The case and its `dtype`, the element type to compute in; what is left unread counts as not supported.
   * @returns Each figure beside what it should be.
   * @throws {NotSupportedError} When the library has no such thing.
   * @throws {SyntaxError} When the case lacks something.
   */
  check(reader: CaseReader): readonly GoldenComparison[];
}
