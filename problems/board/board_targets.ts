/** Validation losses that trials are timed towards, and how they came about. */
export interface BoardTargets {
  /** Version of the targets, which are never moved inside it. */
  readonly version: string;
  /** How they were measured. */
  readonly recipe: string;
  /** Target by the problem's name; problems without one have none yet. */
  readonly losses: Readonly<Record<string, number>>;
}

/**
 * The targets of the board.
 *
 * @example
 * ```ts
 * import { BOARD_TARGETS, boardCatalogue } from "@descent/problems";
 * import { assert } from "@std/assert";
 *
 * const names = boardCatalogue.map(({ name }) => name);
 * assert(Object.keys(BOARD_TARGETS.losses).every((name) => names.includes(name)));
 * ```
 */
export const BOARD_TARGETS: BoardTargets = {
  version: "provisional-0",
  recipe: "none measured",
  losses: {},
};
