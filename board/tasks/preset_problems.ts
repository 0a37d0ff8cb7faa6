import { problemCatalogue, type ProblemPlugin } from "@descent/problems";
import type { Preset } from "../protocol/preset.ts";

export function presetProblems(
  preset: Preset,
  _dataDirectory: string | undefined,
): ProblemPlugin[] {
  const names = preset.problems ?? ["two-layer"];
  return problemCatalogue.filter(({ name }) => names.includes(name));
}
