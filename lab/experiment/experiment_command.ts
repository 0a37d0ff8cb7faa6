import type { FlagTable, Task } from "@descent/cli";
import { commonFlags, type CommonValues } from "./common_flags.ts";
import type { Experiment, KnownPlugins } from "./experiment.ts";
import { explainHyperparameterFlag } from "./explain_hyperparameter_flag.ts";
import { imageFlags } from "./image_flags.ts";
import { optimizerHelp } from "./optimizer_help.ts";
import { scheduleHelp } from "./schedule_help.ts";

/**
 * The task that an experiment is on the command line.
 *
 * @category Experiments
 * @param experiment The experiment.
 * @param known The plugins that it can use.
 * @param command Its name there; default the experiment's.
 * @returns The task: its flags, and the help about them, about schedules and about each optimizer.
 *
 * @example
 * ```ts ignore
 * import { experimentCommand } from "@descent/lab";
 * import experiment from "./experiment.ts";
 *
 * console.log(Object.keys(experimentCommand(experiment, { optimizers: [], problems: [] }).flags));
 * ```
 */
export function experimentCommand<Values>(
  experiment: Experiment<Values>,
  known: KnownPlugins,
  command: string = experiment.name,
): Task<CommonValues & Values> {
  const { name, doc } = experiment;
  const own = experiment.flags(known);
  return {
    name: command,
    doc,
    flags: { ...commonFlags(name), ...own } as FlagTable<CommonValues & Values>,
    main: mainFlags(own, known),
    notes: scheduleHelp(),
    topics: optimizerHelp(known.optimizers),
    explainUnknownFlag: (flag) =>
      experiment.explainUnknownFlag?.(flag, known) ??
        ("set" in own ? explainHyperparameterFlag(flag, known.optimizers) : undefined),
  };
}

/** The flags that matter first: an experiment's own, but for most options of problems and images, and a few of all. */
function mainFlags(own: object, { problems }: KnownPlugins): string[] {
  const options = [imageFlags, ...problems.map(({ plugin }) => plugin.options)]
    .flatMap((table) => Object.keys(table)).filter((name) => name !== "dataset");
  return [
    ...Object.keys(own).filter((name) => ![...options, "diagnostics"].includes(name)),
    ...["schedule", "plugin", "seed", "jobs", "quick", "live", "out"],
  ];
}
