import type { CaseReader, GoldenComparison } from "@descent/core/testing";

/** A computation that the library is asked to repeat. */
export interface GoldenKind {
  /** The kind that cases name. */
  readonly name: string;

  /**
   * Repeats the computation of a case.
   *
   * @param reader The case; what is left unread counts as not supported.
   * @returns Each figure beside what it should be.
   * @throws {NotSupportedError} When the library has no such thing.
   * @throws {SyntaxError} When the case lacks something.
   */
  check(reader: CaseReader): readonly GoldenComparison[];
}
