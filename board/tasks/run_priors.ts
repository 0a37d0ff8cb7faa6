import { asFileSystemFailure, print, runTask, textFlag } from "@descent/cli";
import { searchOutcomes } from "../analysis/search_outcomes.ts";
import type { BoardPlan } from "../protocol/board_plan.ts";
import type { RatePriors } from "../protocol/prior_rate.ts";
import type { BoardTrial } from "../trials/board_trial.ts";
import { readBoard } from "../trials/read_board.ts";

/** The task's words after `deno task`. */
const NAME = "lab priors";

/**
 * The best learning rates of a run, by rule and problem: the priors of runs to come. Rates at an edge are left out, as a
 * better one may lie beyond.
 *
 * @category Tasks
 * @param plan The plan.
 * @param trials The trials.
 * @returns The rates.
 *
 * @example
 * ```ts
 * import { ratePriors } from "@descent/board";
 * import { samplePlan, sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(ratePriors(samplePlan(), sampleTrials()).momentum, { "two-layer": 0.05 });
 * ```
 */
export function ratePriors(plan: BoardPlan, trials: readonly BoardTrial[]): RatePriors {
  const outcomes = searchOutcomes(plan, trials);
  return Object.fromEntries(plan.rules.map(({ name }, rule) => [
    name,
    Object.fromEntries(plan.problems.flatMap(({ choice }, problem) => {
      const { chosen, isAtEdge } = outcomes[rule][problem];
      return chosen === null || isAtEdge ? [] : [[choice.name, chosen.learningRate]];
    })),
  ]));
}

/**
 * Runs `deno task lab priors`: writes the best learning rates of a report as the priors of runs to come.
 *
 * @category Tasks
 * @param args The arguments after these words.
 * @returns The code to exit with.
 *
 * @example
 * ```ts ignore
 * import { runPriors } from "@descent/board";
 *
 * Deno.exit(await runPriors(["reports/out/lab"]));
 * ```
 */
export function runPriors(args: readonly string[]): Promise<number> {
  const makeTask = () => ({
    name: NAME,
    doc: "Writes the best learning rates of a report, around which runs to come search.",
    operands: ["folder"],
    flags: {
      folder: textFlag({
        doc: "The folder of the report, or of a baseline.",
        default: "reports/out/lab",
        placeholder: "<folder>",
      }),
      out: textFlag({
        doc: "The file.",
        default: "board/protocol/priors.json",
        placeholder: "<file>",
      }),
    },
  });
  return runTask(makeTask, args, async ({ folder, out }, conclude) => {
    const { plan, trials } = await readBoard(folder);
    const priors = ratePriors(plan, trials);
    await asFileSystemFailure(
      () => Deno.writeTextFile(out, JSON.stringify(priors, null, 2) + "\n"),
      () => [`${NAME}: cannot write ${out}`, "the report is as it was"],
    );
    const count = Object.values(priors).reduce((sum, own) => sum + Object.keys(own).length, 0);
    conclude({ file: out, rates: count, rules: plan.rules.length });
    print(`${out}: ${count} rates of ${plan.rules.length} rules`);
  });
}
