import { boardProblems, type ProblemPlugin } from "@descent/problems";
import type { Preset } from "../protocol/preset.ts";

/**
 * The problems of a size, on this machine: over files of images where they are found, else over drawn digits.
 *
 * @category Tasks
 * @param preset The size.
 * @param dataDirectory The folder of data sets; default `$DESCENT_DATA`, else `./datasets`.
 * @returns The problems, in the board's order.
 *
 * @example
 * ```ts
 * import { presetProblems, presets } from "@descent/board";
 * import { assertEquals } from "@std/assert";
 *
 * const counts = [presets.quick, presets.standard].map((preset) => presetProblems(preset, "no/such/folder").length);
 * assertEquals(counts, [6, 16]);
 * ```
 */
export function presetProblems(
  { problems: names }: Pick<Preset, "problems">,
  dataDirectory: string | undefined,
): ProblemPlugin[] {
  const all = boardProblems({ dataDirectory });
  return names === null ? all : all.filter(({ name }) => names.includes(name));
}
