import {
  foreignProblem,
  type ForeignSettings,
  type ModuleSnapshot,
  onceEach,
  type Trial,
} from "@descent/lab";
import {
  findProblem,
  type ModuleSource,
  type ProblemChoice,
  type ProblemData,
} from "@descent/problems";

/** Options of {@linkcode problemLoader}. */
export interface ProblemLoaderOptions extends ForeignSettings {
  /** The modules that the worker was started with. */
  readonly snapshots: readonly ModuleSnapshot[];
  /** The folder of the data sets; default `$DESCENT_DATA`, else `./datasets`. */
  readonly dataDirectory: string | undefined;
}

/**
 * Loads the data of trials' problems where the worker is, each once.
 *
 * @param options Modules and folder, see {@linkcode ProblemLoaderOptions}.
 * @returns The loader.
 */
export function problemLoader(
  { snapshots, dataDirectory, ...settings }: ProblemLoaderOptions,
): (problem: ProblemChoice) => Promise<ProblemData> {
  return onceEach(async ({ name, source, options }) => {
    if (source === null) return await findProblem(name).load(options, { dataDirectory });
    const texts = Object.fromEntries(
      Object.entries(options).filter((entry): entry is [string, string] =>
        typeof entry[1] === "string"
      ),
    );
    const { address } = placed(source, snapshots);
    const foreign = { dataDirectory, texts: () => texts, ...settings };
    const { plugin, snapshot } = await foreignProblem(address, foreign);
    if (snapshot.source.digest !== source.digest) {
      throw new TypeError(`Problem '${address}': it was changed since the worker was started`);
    }
    return await plugin.load(options, { dataDirectory });
  });
}

/**
 * The trial with the places where third parties' modules lie here in place of those where it was made.
 *
 * @param trial The trial.
 * @param snapshots The modules here.
 * @returns The same trial, as runners take it.
 */
export function placedTrial(trial: Trial, snapshots: readonly ModuleSnapshot[]): Trial {
  const { plugin, problem } = trial;
  const { source, budget } = problem;
  const { schedule } = budget;
  return {
    ...trial,
    plugin: plugin && placed(plugin, snapshots),
    problem: {
      ...problem,
      source: source && placed(source, snapshots),
      budget: {
        ...budget,
        schedule: typeof schedule === "object" && schedule.kind === "module"
          ? { ...schedule, ...placed(schedule, snapshots) }
          : schedule,
      },
    },
  };
}

function placed({ digest }: ModuleSource, snapshots: readonly ModuleSnapshot[]): ModuleSource {
  const { address } = snapshots.find(({ source }) => source.digest === digest)!.source;
  return { address, digest };
}
