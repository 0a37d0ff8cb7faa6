/** `deno task targets`: measures the targets of the board's problems, for `problems/board/board_targets.ts`. */
import {
  assertWritableFolder,
  type CompletedTask,
  integerFlag,
  print,
  progressDisplay,
  progressTracker,
  runTask,
  TaskError,
  textFlag,
} from "@descent/cli";
import { createEngine, fusedMultiplyAdd } from "@descent/core";
import {
  boardCatalogue,
  boardProblems,
  chooseProblem,
  type ProblemPlugin,
} from "@descent/problems";
import { measureTarget } from "../targets/measure_target.ts";
import { openTargetTrials } from "../targets/target_trials.ts";
import { trialCodeDigest } from "../trials/trial_code_digest.ts";

const NAME = "targets";
/** Rules that set a target. */
const RULES = 4;

const task = {
  name: NAME,
  doc:
    "Measures the targets of the board's problems: AdamW, NAdamW, Nesterov and momentum search, the best setting is repeated, its median is the target.",
  flags: {
    problems: textFlag({
      doc: "Which problems, with commas between.",
      default: undefined,
      placeholder: "<names>",
      shownDefault: "those of this machine",
    }),
    draws: integerFlag({
      doc: "Settings that each rule tries.",
      default: 64,
      quick: 2,
      minimum: 1,
      maximum: 10_000,
    }),
    repeats: integerFlag({
      doc: "How often the best setting is repeated.",
      default: 20,
      quick: 2,
      minimum: 1,
      maximum: 10_000,
    }),
    out: textFlag({
      doc:
        "The folder of trials and targets, a file for each problem; the same command goes on from there.",
      default: "reports/out/targets",
      placeholder: "<folder>",
    }),
    dataDir: textFlag({
      doc: "The folder that holds the data sets.",
      default: undefined,
      placeholder: "<folder>",
      shownDefault: "$DESCENT_DATA, else ./datasets",
    }),
  },
};

/**
 * The task: its flags and what it is for.
 *
 * @category Tasks
 */
export const targetsTask: CompletedTask = task;

/**
 * Runs `deno task targets`: prints a line for each problem, its target and the best settings, as JSON.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runBoardTargets(args: readonly string[]): Promise<number> {
  return runTask(
    () => task,
    args,
    async ({ problems, draws, repeats, out, dataDir }, conclude) => {
      const plugins = chosen(problems, dataDir);
      await assertWritableFolder("--out", out);
      const tracker = progressTracker();
      using display = progressDisplay({ title: NAME, snapshot: tracker.snapshot });
      using engine = createEngine();
      const each = RULES * draws + repeats;
      const targets: object[] = [];
      conclude({ targets });
      for (const [index, plugin] of plugins.entries()) {
        const { name } = plugin;
        const data = await plugin.load(chooseProblem(plugin).options, { dataDirectory: dataDir });
        const { known, add } = openTargetTrials(`${out}/${name}.jsonl`, {
          code: trialCodeDigest(),
          data: data.digest,
          fusedMultiplyAdd: fusedMultiplyAdd(),
        });
        let missing = Math.max(0, each - known.length);
        const began = () => {
          // Of the problems to come no more is known than that they are as many trials.
          tracker.expect(plugins.length * each, missing + (plugins.length - index - 1) * each);
          if (missing > 0) tracker.start(0, { label: name, epochs: 1, work: 1 });
        };
        tracker.reuse(each - missing);
        began();
        const measured = await measureTarget({
          ...{ plugin, data, engine, draws, repeats, known },
          async onTrial(trial) {
            add(trial);
            tracker.finish(0);
            missing--;
            began();
            display.refresh();
            // A terminal draws between two trials.
            await new Promise((resolve) => setTimeout(resolve));
          },
        });
        targets.push({ problem: name, ...measured });
        const text = JSON.stringify(targets.at(-1));
        await Deno.writeTextFile(`${out}/${name}.json`, `${text}\n`);
        print(text);
      }
    },
  );
}

function chosen(names: string | undefined, dataDirectory: string | undefined): ProblemPlugin[] {
  if (names === undefined) return boardProblems({ dataDirectory });
  return names.split(",").map((name) => {
    const found = boardCatalogue.find((plugin) => plugin.name === name.trim());
    if (found !== undefined) return found;
    const known = boardCatalogue.map(({ name }) => name).join(", ");
    throw new TaskError(`problems: expected names among ${known}, got '${name}'`);
  });
}

if (import.meta.main) Deno.exit(await runBoardTargets(Deno.args));
