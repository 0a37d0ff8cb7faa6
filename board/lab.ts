/**
 * `deno task lab`: which update rule reaches the lowest loss over many problems? `lab verify` runs trials again, `lab baseline`
 * and `lab priors` write what is committed of a run, and `lab report` the pages of it.
 */
import { asFileSystemFailure, print, printError, TaskError } from "@descent/cli";
import { fusedMultiplyAdd } from "@descent/core";
import {
  type Experiment,
  type ExperimentContext,
  runExperiment,
  trialCodeDigest,
} from "@descent/lab";
import { counted } from "@descent/reports";
import { chooseProblem, type ProblemChoice } from "@descent/problems";
import { analyzeBoard } from "./analysis/analyze_board.ts";
import { type BoardPlan, planDigest } from "./protocol/board_plan.ts";
import { makePlan } from "./protocol/make_plan.ts";
import type { Preset } from "./protocol/preset.ts";
import priors from "./protocol/priors.json" with { type: "json" };
import { EXPERIMENT, runBoard } from "./protocol/run_board.ts";
import type { BoardData } from "./report/board_data.ts";
import { boardPage } from "./report/board_page.ts";
import { boardPages } from "./report/board_pages.ts";
import { boardSchema } from "./trials/board_schema.ts";
import { boardTrials } from "./trials/board_trial.ts";
import { readBoard, type StoredBoard, storedFiles } from "./trials/read_board.ts";
import { availableBoard } from "./tasks/available_board.ts";
import { chosenRules, isUsual } from "./tasks/chosen_rules.ts";
import { chosenVariants } from "./tasks/chosen_variants.ts";
import { measuredCosts } from "./tasks/measured_costs.ts";
import { presetProblems } from "./tasks/preset_problems.ts";
import { chosenPreset, labFlags, type LabValues } from "./tasks/lab_values.ts";
import { runBaseline } from "./tasks/run_baseline.ts";
import { runPriors } from "./tasks/run_priors.ts";
import { runReport } from "./tasks/run_report.ts";
import { runVerify } from "./tasks/run_verify.ts";
import { stepCosts } from "./tasks/step_costs.ts";
import { joinBaseline } from "./tasks/join_baseline.ts";

type Context = ExperimentContext<LabValues>;

/**
 * The benchmark: rules on problems, by a plan that is fixed and hashed before the first trial.
 *
 * @category Tasks
 */
export const lab: Experiment<LabValues> = {
  name: EXPERIMENT,
  doc:
    "Which update rule reaches the lowest loss over many problems, tuned alike and judged by other seeds?",
  flags: labFlags,
  // What is looked at between solutions rests on all rules of a problem.
  keepsProblems: ({ diagnostics, against }) => diagnostics || against !== undefined,

  async run(context) {
    const { laboratory, optimizers, values } = context;
    if (values.schedule !== undefined) {
      throw new TaskError(
        "--schedule: expected none, as the plan gives every rule the same one; leave it out",
      );
    }
    const earlier = values.against === undefined
      ? undefined
      : await boardBeside(values.against, context);
    const baseline = earlier?.board;
    const plan = await planOf(context, chosenPreset(values), baseline);
    const hash = await planDigest(plan);
    await writePlan(values.runs, plan, hash);
    print(
      `Plan ${hash}: ${counted(plan.rules.length, "rule")}, ${
        counted(plan.problems.length, "problem")
      }`,
    );
    const runs = await runBoard({ laboratory, plan, optimizers });
    const own = boardTrials(runs, plan);
    const joined = baseline === undefined
      ? { plan, hash, trials: own }
      : await joinBaseline(baseline, plan, own);
    const isFused = !values.strictFma && fusedMultiplyAdd();
    const files = await storedFiles({ ...joined, fusedMultiplyAdd: isFused }, joined.trials);
    const { tables } = JSON.parse(files["lab.json"]) as { readonly tables: string };
    print(`Tables ${tables}`);
    const costs = plan.targets === undefined
      ? undefined
      : await measuredCosts({ plan, optimizers, data: (problem) => laboratory.data(problem) });
    const analysis = analyzeBoard(joined.plan, joined.trials);
    const data = {
      ...joined,
      tables,
      analysis,
      stepCosts: stepCosts(runs, plan.reference),
      ...(costs !== undefined && { costs }),
      ...(earlier !== undefined && {
        contenders: plan.rules.map(({ name }) => name),
        against: earlier.against,
      }),
    };
    const schema = JSON.stringify(boardSchema(files), null, 2) + "\n";
    return {
      runs,
      page: boardPage(data),
      pages: boardPages(data),
      files: { ...files, "csv-metadata.json": schema },
    };
  },
};

/** Beside an earlier run so many of its judges are enough, unless more are asked for: a rule's row is there in minutes. */
const USUAL_JUDGES = 5;

/** The part of an earlier run that rules can be put beside here; says what it leaves out. */
async function boardBeside(
  folder: string,
  { laboratory, problems, values: { judges, problem, problems: several } }: Context,
): Promise<{ readonly board: StoredBoard; readonly against: NonNullable<BoardData["against"]> }> {
  const stored = await readBoard(folder);
  const count = stored.plan.seeds.judge.length;
  const { board, leftOut } = await availableBoard(stored, {
    data: (choice) => laboratory.data(choice),
    modules: problems.flatMap(({ source }) => source ?? []),
    problems: problem === undefined && several === undefined
      ? undefined
      : problems.map(({ plugin }) => plugin.name),
    judges: judges ?? Math.min(USUAL_JUDGES, count),
  });
  const isOtherCode = stored.plan.code !== trialCodeDigest();
  if (isOtherCode) {
    printError(
      `${EXPERIMENT}: the earlier run was made by another version of the code that trains; deno task lab verify ` +
        `${folder} tells whether its bits are still the same`,
    );
  }
  for (const { problem, reason } of leftOut) {
    printError(`${EXPERIMENT}: ${problem} is left out: ${reason}`);
  }
  return { board, against: { judges: count, leftOut, isOtherCode } };
}

async function planOf(
  { laboratory, optimizers, problems, values }: Context,
  preset: Preset,
  baseline: StoredBoard | undefined,
): Promise<BoardPlan> {
  const namesProblems = values.problem !== undefined || values.problems !== undefined;
  const known = namesProblems
    ? problems
    : presetProblems(preset, values.dataDir).map((plugin) => ({ plugin, source: null }));
  const choices = baseline !== undefined
    ? baseline.plan.problems.map(({ choice }) => choice)
    : known.map(({ plugin, source }) => scaled(chooseProblem(plugin, { source }), values.budget));
  const rules = chosenRules({ optimizers, chosen: values.optimizers, preset, baseline });
  const judges = baseline?.plan.seeds.judge.length ?? values.judges ?? preset.judges;
  const plugins = known.map(({ plugin }) => plugin);
  const variants = chosenVariants({ plugins, variants: values.variants, baseline, judges });
  const isPreset = !namesProblems && values.budget === 1 && values.draws === undefined &&
    values.judges === undefined &&
    isUsual(values.optimizers, optimizers);
  return await makePlan({
    track: baseline?.plan.track ?? values.track,
    timed: baseline === undefined
      ? preset.isTimed || values.timeToTarget
      : baseline.plan.targets !== undefined,
    preset: isPreset ? preset.name : "own",
    problems: choices,
    rules,
    draws: baseline?.plan.draws ?? values.draws ?? preset.draws,
    repeated: baseline?.plan.repeated ?? preset.repeated,
    judges,
    ...variants,
    diagnostics: baseline === undefined ? values.diagnostics : baseline.plan.diagnostics === true,
    seed: baseline?.plan.seeds.search ?? values.seed,
    priors,
    multiplyAdd: values.strictFma ? "strict" : "relaxed",
    convolution: values.convolution,
    data: (problem: ProblemChoice) => laboratory.data(problem),
  });
}

function scaled(problem: ProblemChoice, factor: number): ProblemChoice {
  const { budget } = problem;
  return { ...problem, budget: { ...budget, epochs: factor * budget.epochs } };
}

/** Before the first trial, so that nobody can say that it came after. */
async function writePlan(runs: string, plan: BoardPlan, hash: string): Promise<void> {
  const folder = `${runs}/${EXPERIMENT}-plans`;
  await asFileSystemFailure(
    async () => {
      await Deno.mkdir(folder, { recursive: true });
      await Deno.writeTextFile(`${folder}/${hash}.json`, JSON.stringify(plan, null, 2) + "\n");
    },
    () => [`${EXPERIMENT}: cannot write the plan to ${folder}`, "no trial has run"],
  );
}

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  verify: runVerify,
  baseline: runBaseline,
  priors: runPriors,
  report: runReport,
};

/**
 * Runs `deno task lab`.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runLab(args: readonly string[]): Promise<number> {
  const [first = "", ...rest] = args;
  return Object.hasOwn(commands, first) ? commands[first](rest) : runExperiment(lab, args);
}

if (import.meta.main) Deno.exit(await runLab(Deno.args));
