import type { TextSection } from "@descent/reports";
import { type BoardData, boardTitles } from "./board_data.ts";

/** The part of an earlier run that a rule was put beside; nothing where all rules ran now. */
export function againstSections({ plan, against }: BoardData): TextSection[] {
  if (against === undefined) return [];
  const { judges, leftOut, isOtherCode } = against;
  const titles = boardTitles(plan);
  const own = plan.seeds.judge.length;
  return [{
    kind: "text",
    title: "Beside an earlier run",
    points: [
      own < judges
        ? `The first ${own} of the earlier run's ${judges} judges, of all rules, so that it takes minutes. On a single problem no difference of ${own} seeds can be significant among many comparisons; over problems, of which there are ${plan.problems.length}, little is lost. \`--judges ${judges}\` takes all.`
        : `All ${judges} judges of the earlier run.`,
      ...leftOut.map(({ problem, reason }) =>
        `Left out, of all rules: ${titles.problem(problem)}; ${reason}.`
      ),
      ...isOtherCode
        ? [
          "The earlier run was made by another version of the code that trains. Its trials may have other bits now: `deno task lab verify` runs some again and compares them.",
        ]
        : [],
    ],
  }];
}
