import { bibtexEntries, type BibtexEntry, optimizerCatalogue } from "@descent/optim";
import { problemCatalogue } from "@descent/problems";
import type { BoardPlan, PlannedProblem, PlannedRule } from "../protocol/board_plan.ts";

/**
 * The papers of a run.
 *
 * @category Report
 */
export interface Bibliography {
  /** Those of each rule, in the plan's order. */
  readonly rules: readonly (readonly BibtexEntry[])[];
  /** Those of each problem, in the plan's order. */
  readonly problems: readonly (readonly BibtexEntry[])[];
}

/**
 * BibTeX of a plan's rules and problems: what their plugins bring, and an entry made of the short citation where they
 * bring none, as third parties' do here, whose code never runs in this process.
 *
 * @category Report
 * @param plan The plan.
 * @returns The entries.
 *
 * @example
 * ```ts
 * import { bibliography } from "@descent/board";
 * import { samplePlan } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { rules } = bibliography(samplePlan());
 * assertEquals(rules[1].map(({ key }) => key), ["kingma2015adam", "loshchilov2019decoupled"]);
 * ```
 */
export function bibliography({ rules, problems }: BoardPlan): Bibliography {
  return { rules: rules.map(entriesOfRule), problems: problems.map(entriesOfProblem) };
}

/**
 * BibTeX of a rule.
 *
 * @category Report
 */
export function entriesOfRule(
  { name, title, reference, digest }: PlannedRule,
): readonly BibtexEntry[] {
  const plugin = digest === null
    ? optimizerCatalogue.find((each) => each.name === name)
    : undefined;
  return plugin?.bibtex === undefined
    ? [entryOf(name, title, reference)]
    : bibtexEntries(plugin.bibtex);
}

/**
 * BibTeX of a problem.
 *
 * @category Report
 */
export function entriesOfProblem({ choice, title }: PlannedProblem): readonly BibtexEntry[] {
  const plugin = choice.source === null
    ? problemCatalogue.find((each) => each.name === choice.name)
    : undefined;
  return plugin?.bibtex === undefined
    ? [entryOf(choice.name, title, plugin?.reference ?? "a third party's problem")]
    : bibtexEntries(plugin.bibtex);
}

/** An entry of which nothing is known but a short citation; what BibTeX reads is taken out of it. */
function entryOf(name: string, title: string, reference: string): BibtexEntry {
  const plain = (text: string): string =>
    text.replace(/[{}@\\"%#$&~^_\s]+/g, " ").trim() || "unknown";
  return {
    type: "misc",
    key: name,
    fields: {
      author: plain(reference),
      title: plain(title),
      year: /\b(?:19|20)\d\d\b/.exec(reference)?.[0] ?? "n.d.",
    },
  };
}
