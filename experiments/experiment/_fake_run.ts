import type { Page } from "@descent/reports";
import { parseFlags } from "../command_line/parse_flags.ts";
import type { FlagTable } from "../command_line/flag.ts";
import type { Trial } from "../trials/trial.ts";
import { type FakeLaboratory, fakeLaboratory, type FakeOutcome } from "./_fake_laboratory.ts";
import { commonFlags, type CommonValues } from "./common_flags.ts";
import type { Experiment } from "./experiment.ts";
import { knownOptimizers } from "./known_optimizers.ts";

/** What an experiment asked for and said. */
export interface FakeRun {
  readonly laboratory: FakeLaboratory;
  readonly page: Page;
}

/** Runs an experiment whose trials come to what a function says. */
export async function fakeRun<Values>(
  experiment: Experiment<Values>,
  args: readonly string[],
  outcomeOf: (trial: Trial) => FakeOutcome,
): Promise<FakeRun> {
  const { name, doc } = experiment;
  const optimizers = await knownOptimizers([]);
  const flags = { ...commonFlags(name), ...experiment.flags(optimizers) } as FlagTable<
    CommonValues & Values
  >;
  const laboratory = await fakeLaboratory(outcomeOf);
  const values = parseFlags({ name, doc, flags }, args);
  const { page } = await experiment.run({ laboratory, optimizers, values });
  return { laboratory, page };
}
