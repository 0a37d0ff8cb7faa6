import type { Page } from "../page/page.ts";
import type { Run } from "../record/run.ts";
import type { Section } from "../sections/section.ts";
import { counted } from "../text/counted.ts";
import { packTrials } from "./pack_trials.ts";

/**
 * A report with a page about each of its trials: settings, curves, record, digest of the weights, and what runs
 * it again. Tables lead there from every cell with {@linkcode RichCell.trial}.
 *
 * @param page The report, which will be `index.html`.
 * @param runs The trials that the report rests on.
 * @returns The report with its links, and the page to write beside it, `trials`, as {@linkcode writePage} takes them.
 * @category Pages
 *
 * @example
 * ```ts
 * import { compareReport, withTrialsPage } from "@descent/reports";
 * import { sampleRun } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const runs = [sampleRun()];
 * const { pages: { trials } } = withTrialsPage(compareReport(runs), runs);
 * assertEquals(trials.sections[0].kind, "trial-pages");
 * ```
 */
export function withTrialsPage(
  page: Page,
  runs: readonly Run[],
): { readonly page: Page; readonly pages: Readonly<Record<"trials", Page>> } {
  const distinct = [...new Map(runs.map((run) => [run.record.trialId, run])).values()];
  // Those that judge come first where a page has no room for all.
  const ordered = [
    ...distinct.filter(({ record }) => record.phase === "final"),
    ...distinct.filter(({ record }) => record.phase !== "final"),
  ];
  const { packed, ids } = packTrials(ordered);
  const all = counted(distinct.length, "trial");
  const number = ids.size === distinct.length ? all : `${ids.size} of ${all}`;
  const link = {
    href: "trials.html",
    title: "Trials one by one",
    question:
      `${number}, each with its settings, curves and record, from which it can be run again.`,
    headline: "",
  };
  return {
    page: {
      ...page,
      sections: [
        ...linked(page.sections, ids),
        { kind: "links", title: "Every trial", links: [link] },
      ],
    },
    pages: {
      trials: {
        kicker: page.kicker,
        parent: { href: "index.html", title: page.title },
        title: "Trials one by one",
        headline: `${number} of this report.`,
        sections: [{ kind: "trial-pages", title: "Trials", packed }],
      },
    },
  };
}

function linked(sections: readonly Section[], ids: ReadonlySet<string>): Section[] {
  return sections.map((section): Section => {
    if (section.kind === "table") {
      return {
        ...section,
        rows: section.rows.map((row) =>
          row.map((cell) => {
            const trial = typeof cell === "object" && cell !== null ? cell.trial : undefined;
            return trial === undefined || !ids.has(trial)
              ? cell
              : { ...cell as object, href: `trials.html#${trial}` } as typeof cell;
          })
        ),
      };
    }
    return "sections" in section
      ? { ...section, sections: linked(section.sections, ids) }
      : section;
  });
}
