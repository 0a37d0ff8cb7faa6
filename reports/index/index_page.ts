import type { Page } from "../page/page.ts";
import type { LinkCard } from "../sections/links.ts";

/**
 * The page that links every report.
 *
 * @category Pages
 * @param reports One card per report; its `href` leads from the index page's folder.
 * @returns The page, as data.
 *
 * @example It counts its reports
 * ```ts
 * import { indexPage } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const page = indexPage([{
 *   href: "depth/index.html",
 *   title: "Depth",
 *   question: "Is a deeper net harder to train?",
 *   headline: "Yes.",
 * }]);
 * assertEquals(page.headline, "One report: what was asked, and what was found.");
 * ```
 */
export function indexPage(reports: readonly LinkCard[]): Page {
  return {
    kicker: "Descent",
    title: "Laboratory for training neural networks",
    headline: `${
      reports.length === 1 ? "One report" : `${reports.length} reports`
    }: what was asked, and what was found.`,
    sections: [{ kind: "links", title: "Reports", links: reports }],
  };
}
