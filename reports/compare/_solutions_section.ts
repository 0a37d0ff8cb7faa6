import type { Run } from "../record/run_folder.ts";
import type { Section } from "../sections/section.ts";
import { landscapeSection } from "./landscape_section.ts";
import type { OptimizerResult } from "./_optimizer_result.ts";

/** The loss between the optimizers' solutions; nothing where none was looked at. */
export function solutionsSection(
  runs: readonly Run[],
  results: readonly OptimizerResult[],
): Section[] {
  const titles = new Map(results.map(({ name, title }) => [name, title]));
  return runs.flatMap(({ record: { optimizer, seed, problem, landscape } }) =>
    landscape == null ? [] : [landscapeSection({
      ...{ landscape, own: optimizer.name, seed },
      metrics: problem.metrics,
      title: (name) => titles.get(name) ?? name,
    })]
  );
}
