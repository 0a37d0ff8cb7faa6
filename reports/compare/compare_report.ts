import type { Page } from "../page/page.ts";
import type { Run } from "../record/run_folder.ts";
import type { PageFact } from "../sections/facts.ts";
import type { Section } from "../sections/section.ts";
import { capitalized } from "../text/capitalized.ts";
import { distinct, problemFacts, trialsFact } from "./_facts.ts";
import { compareOptimizers, type Comparison } from "./compare_optimizers.ts";

/**
 * The report of a comparison of optimizers: the result of {@linkcode compareOptimizers}, then the software and
 * hardware that the trials ran on. Each of several problems has a section of its own with its headline, and the
 * page's headline names the winners alone.
 *
 * @category Pages
 * @param runs Trials of one experiment, from {@linkcode readRuns}.
 * @returns The page, as data.
 *
 * @example The headline says what the trials support
 * ```ts
 * import { compareReport } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { title, headline } = compareReport([sampleRun()]);
 * assertEquals(title, "Adam on digits with a two-layer network");
 * assertEquals(headline, "Adam reached 0.08 validation loss (1 seed).");
 * ```
 */
export function compareReport(runs: readonly Run[]): Page {
  const records = runs.map(({ record }) => record);
  const problems = [...Map.groupBy(runs, ({ record }) => record.problem.name).values()]
    .map((own): ComparedProblem => ({
      title: own[0].record.problem.title,
      facts: problemFacts(own.map(({ record }) => record)),
      ...compareOptimizers(own),
    }));
  const shared = sharedFacts(problems);
  const content = problems.length > 1
    ? problems.map((problem) => problemSection(problem, shared))
    : problems.flatMap(({ sections }) => sections);
  return {
    kicker: distinct(records, ({ experiment }) => experiment),
    title: `${distinct(records, ({ optimizer }) => optimizer.title)} on ${
      new Intl.ListFormat("en").format(problems.map(({ title }) => title))
    }`,
    ...findings(problems),
    facts: records.length === 0 ? [] : [...shared, trialsFact(records)],
    sections: [...content, { kind: "environment", title: "What ran where", records }],
  };
}

interface ComparedProblem extends Comparison {
  readonly title: string;
  readonly facts: readonly PageFact[];
}

function findings(
  problems: readonly ComparedProblem[],
): Pick<Page, "answer" | "headline" | "picture"> {
  const [only, ...others] = problems;
  if (only === undefined) return { headline: "There are no trials." };
  if (others.length > 0) {
    return {
      headline: problems.map(({ title, verdict }) => `${capitalized(title)}: ${verdict}.`).join(
        " ",
      ),
    };
  }
  const { finding: { answer, reasons }, picture } = only;
  return {
    ...answer === null ? {} : { answer },
    headline: reasons,
    ...picture === undefined ? {} : { picture },
  };
}

/** The facts that hold for every problem. */
function sharedFacts(problems: readonly ComparedProblem[]): readonly PageFact[] {
  const [first = { facts: [] }] = problems;
  return first.facts.filter((fact) => problems.every(({ facts }) => hasFact(facts, fact)));
}

function problemSection(
  { title, facts, headline, sections }: ComparedProblem,
  shared: readonly PageFact[],
): Section {
  return {
    kind: "group",
    title: capitalized(title),
    text: headline,
    facts: facts.filter((fact) => !hasFact(shared, fact)),
    sections,
  };
}

function hasFact(facts: readonly PageFact[], { term, value }: PageFact): boolean {
  return facts.some((fact) => fact.term === term && fact.value === value);
}
