import { asFileSystemFailure, print, runTask, textFlag } from "@descent/cli";
import { writePage } from "@descent/reports";
import { analyzeBoard } from "../analysis/analyze_board.ts";
import { boardPage } from "../report/board_page.ts";
import { boardPages } from "../report/board_pages.ts";
import { readBoard, storedFiles } from "../trials/read_board.ts";

/** The task's words after `deno task`. */
const NAME = "lab report";

/**
 * Runs `deno task lab report`: writes the pages of an earlier run, or of a committed baseline, from its data. What the clock
 * told, the time of a step, is not among them.
 *
 * @category Tasks
 * @param args The arguments after these words.
 * @returns The code to exit with.
 *
 * @example
 * ```ts ignore
 * import { runReport } from "@descent/board";
 *
 * Deno.exit(await runReport(["board/baseline", "--out=reports/out/baseline"]));
 * ```
 */
export function runReport(args: readonly string[]): Promise<number> {
  const makeTask = () => ({
    name: NAME,
    doc: "Writes the pages of a committed baseline, or of an earlier run, from its data.",
    operands: ["folder"],
    flags: {
      folder: textFlag({
        doc: "The folder of the baseline, or of a report.",
        default: "board/baseline",
        placeholder: "<folder>",
      }),
      out: textFlag({
        doc: "The folder of the pages.",
        default: "reports/out/lab-baseline",
        placeholder: "<folder>",
      }),
    },
  });
  return runTask(makeTask, args, async ({ folder, out }, conclude) => {
    const stored = await readBoard(folder);
    const { plan, trials } = stored;
    const data = { ...stored, analysis: analyzeBoard(plan, trials), stepCosts: {} };
    const files = await storedFiles(stored, trials);
    const path = await asFileSystemFailure(
      () => writePage(out, boardPage(data), { ...files }, boardPages(data)),
      () => [`${NAME}: cannot write to ${out}`, "the data are as they were"],
    );
    conclude({ report: path });
    print(path);
  });
}
