import { type GroupSection, landscapeSection } from "@descent/reports";
import type { BoardTrial } from "../trials/board_trial.ts";
import { type BoardData, boardTitles } from "./board_data.ts";
import { ruleHref } from "./_names.ts";

/** The loss between a problem's solutions; nothing where none was looked at. */
export function betweenSolutions({ plan }: BoardData, own: readonly BoardTrial[]): GroupSection[] {
  // Beside an earlier run there may be two, of its rules and of those that ran now.
  return own.flatMap(({ rule, seed, problem, landscape }) => {
    if (landscape === undefined) return [];
    const { choice } = plan.problems.find(({ choice }) => choice.name === problem)!;
    return [landscapeSection({
      ...{ landscape, own: rule, seed },
      metrics: choice.metrics,
      title: boardTitles(plan).rule,
      href: ruleHref,
    })];
  });
}
