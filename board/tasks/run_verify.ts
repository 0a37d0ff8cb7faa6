import {
  integerFlag,
  print,
  printError,
  repeatedFlag,
  runTask,
  switchFlag,
  TaskError,
  textFlag,
} from "@descent/cli";
import { fusedMultiplyAdd } from "@descent/core";
import {
  foreignSettings,
  isolatingRunner,
  type KnownOptimizer,
  knownOptimizers,
  type KnownProblem,
  knownProblems,
  onceEach,
  trialCodeDigest,
  trialRunner,
} from "@descent/lab";
import { findProblem, type ProblemChoice, type ProblemData } from "@descent/problems";
import { readBoard, type StoredBoard } from "../trials/read_board.ts";
import { availableBoard } from "./available_board.ts";
import { foundRules } from "./found_rules.ts";
import { type VerifiedTrial, verifyTrials } from "./verify_trials.ts";

/** The most trials that run side by side. */
const MOST_JOBS = 256;

/** The task's words after `deno task`. */
const NAME = "lab verify";

/**
 * Runs `deno task lab verify`: runs trials of a report again and compares their bits.
 *
 * @category Tasks
 * @param args The arguments after these words.
 * @returns The code to exit with: 1 where a trial differs.
 *
 * @example
 * ```ts ignore
 * import { runVerify } from "@descent/board";
 *
 * Deno.exit(await runVerify(["reports/out/lab", "--count=5"]));
 * ```
 */
export function runVerify(args: readonly string[]): Promise<number> {
  let optimizers: KnownOptimizer[] = [], problems: KnownProblem[] = [];
  const makeTask = async () => {
    optimizers = await knownOptimizers(args);
    problems = await knownProblems(args);
    return {
      name: NAME,
      doc: "Runs trials of a report again, chosen at random, and compares their bits.",
      operands: ["folder"],
      flags: {
        folder: textFlag({
          doc: "The folder of the report, or of a baseline.",
          default: "reports/out/lab",
          placeholder: "<folder>",
        }),
        count: integerFlag({ doc: "How many trials.", default: 20, minimum: 1, maximum: 1e6 }),
        seed: integerFlag({
          doc: "Seed of the choice.",
          default: undefined,
          shownDefault: "another one every time",
          minimum: 0,
          maximum: 2 ** 32,
        }),
        jobs: integerFlag({
          doc: "Number of trials that run side by side.",
          default: navigator.hardwareConcurrency,
          minimum: 1,
          maximum: MOST_JOBS,
        }),
        dataDir: textFlag({
          doc: "Folder of the data sets.",
          default: undefined,
          shownDefault: "$DESCENT_DATA, else ./datasets",
          placeholder: "<folder>",
        }),
        plugin: repeatedFlag({
          doc:
            "The module of a third party's rule of the report; without it its trials are left out.",
          placeholder: "<path>",
        }),
        problem: repeatedFlag({
          doc:
            "The module of a third party's problem of the report; without it its trials are left out.",
          placeholder: "<path>",
        }),
        allowPluginImports: switchFlag({
          doc: "Let plugins import packages and addresses of the web, which are downloaded.",
        }),
      },
    };
  };
  return runTask(makeTask, args, async ({ folder, count, seed, jobs, dataDir }, conclude) => {
    const stored = await readBoard(folder);
    tellCauses(stored);
    const data = cachedData(problems, dataDir);
    const { board, leftOut } = await availableBoard(stored, {
      data,
      modules: problems.flatMap(({ source }) => source ?? []),
    });
    for (const { problem, reason } of leftOut) {
      printError(`${NAME}: trials of ${problem} are left out: ${reason}`);
    }
    for (const { rule, reason } of foundRules(board.plan, optimizers).missing) {
      printError(`${NAME}: trials of ${rule} are left out: ${reason}`);
    }
    await using cleanup = new AsyncDisposableStack();
    const { multiplyAdd, convolution = "direct" } = board.plan;
    const engine = { multiplyAdd, convolution };
    const snapshots = [...optimizers, ...problems].flatMap(({ snapshot }) => snapshot ?? []);
    const runners = Array.from({ length: jobs }, () => {
      const runner = cleanup.use(trialRunner({ engine }));
      if (snapshots.length === 0) return runner;
      return cleanup.use(isolatingRunner({ runner, snapshots, engine, ...foreignSettings(args) }));
    });
    const verified = await verifyTrials({
      board,
      count,
      seed: seed ?? crypto.getRandomValues(new Uint32Array(1))[0],
      optimizers,
      runners,
      data,
      onTrial: tell,
    });
    const equal = verified.filter(({ differences }) => differences.length === 0).length;
    conclude({ verified: verified.length, equal });
    print(`${equal} of ${verified.length} equal, bit for bit`);
    if (equal < verified.length || verified.length === 0) {
      throw new TaskError(
        verified.length === 0
          ? `${NAME}: expected trials of a rule that is known here, got none; name its module by --plugin`
          : `${NAME}: ${
            verified.length - equal
          } of ${verified.length} trials differ from the report`,
        1,
      );
    }
  });
}

/** Why bits may differ without anybody's fault. */
function tellCauses({ plan, fusedMultiplyAdd: isFused }: StoredBoard): void {
  if (plan.code !== trialCodeDigest()) {
    printError("The report was made by another version of the code that trains: bits may differ.");
  }
  if (plan.multiplyAdd === "relaxed" && isFused !== fusedMultiplyAdd()) {
    printError(
      "The report was made on a machine that rounds products otherwise: the last bits differ.",
    );
  }
}

function tell({ trial: { problem, rule, phase, seed }, differences }: VerifiedTrial): void {
  const name = `${problem}, ${rule}, ${phase}, seed ${seed}`;
  print(
    differences.length === 0 ? `equal: ${name}` : `DIFFERS: ${name}: ${differences.join("; ")}`,
  );
}

function cachedData(
  problems: readonly KnownProblem[],
  dataDirectory: string | undefined,
): (problem: ProblemChoice) => Promise<ProblemData> {
  return onceEach(async ({ name, source, options }) => {
    const plugin = source === null
      ? findProblem(name)
      : problems.find((known) => known.source?.digest === source.digest)!.plugin;
    return await plugin.load(options, { dataDirectory });
  });
}
