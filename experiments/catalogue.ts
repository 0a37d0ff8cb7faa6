import { compare } from "./compare.ts";
import type { Experiment } from "./experiment/experiment.ts";

/** Every experiment, in the order in which `deno task experiments` runs them and the index page links them. */
export const experimentCatalogue: readonly Experiment<object>[] = [compare];
