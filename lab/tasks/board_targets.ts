/** `deno task targets`: measures the targets of the board's problems, for `problems/board/board_targets.ts`. */
import { integerFlag, print, runTask, TaskError, textFlag } from "@descent/cli";
import { createEngine } from "@descent/core";
import {
  boardCatalogue,
  boardProblems,
  chooseProblem,
  type ProblemPlugin,
} from "@descent/problems";
import { measureTarget } from "../targets/measure_target.ts";

const task = {
  name: "targets",
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
    dataDir: textFlag({
      doc: "The folder that holds the data sets.",
      default: undefined,
      placeholder: "<folder>",
      shownDefault: "$DESCENT_DATA, else ./datasets",
    }),
  },
};

/**
 * Runs `deno task targets`: prints a line for each problem, its target and the best settings, as JSON.
 *
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runBoardTargets(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async ({ problems, draws, repeats, dataDir }) => {
    using engine = createEngine();
    for (const plugin of chosen(problems, dataDir)) {
      const data = await plugin.load(chooseProblem(plugin).options, { dataDirectory: dataDir });
      const measured = await measureTarget({ plugin, data, engine, draws, repeats });
      print(JSON.stringify({ problem: plugin.name, ...measured }));
    }
  });
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
