import { type FlagTable, parseFlags } from "@descent/cli";
import type { Page } from "@descent/reports";
import type { Trial } from "../trials/trial.ts";
import {
  type FakeLaboratory,
  fakeLaboratory,
  type FakeOutcome,
  type FakeRows,
} from "./_fake_laboratory.ts";
import { commonFlags, type CommonValues } from "../experiment/common_flags.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { knownProblems } from "../experiment/known_problems.ts";
import { knownOptimizers } from "../experiment/known_optimizers.ts";

/**
 * A run of an experiment without training.
 *
 * @category Testing
 */
export interface FakeRun {
  /** Where its trials ran. */
  readonly laboratory: FakeLaboratory;
  /** Its report. */
  readonly page: Page;
}

/**
 * Runs an experiment whose trials come to what a function says, by evaluations that another may say.
 *
 * @category Testing
 */
export async function fakeRun<Values>(
  experiment: Experiment<Values>,
  args: readonly string[],
  outcomeOf: (trial: Trial) => FakeOutcome,
  rowsOf?: FakeRows,
): Promise<FakeRun> {
  const { name, doc } = experiment;
  const known = { optimizers: await knownOptimizers([]), problems: await knownProblems([]) };
  const flags = { ...commonFlags(name), ...experiment.flags(known) } as FlagTable<
    CommonValues & Values
  >;
  const laboratory = await fakeLaboratory(outcomeOf, rowsOf);
  const values = parseFlags({ name, doc, flags }, args);
  const { page } = await experiment.run({ laboratory, ...known, values });
  return { laboratory, page };
}
