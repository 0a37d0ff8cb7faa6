import type { Page } from "./page.ts";

/**
 * The finding as one text, for a terminal or a page that links the report.
 *
 * @category Pages
 * @param page The report.
 * @returns The answer, where there is one, and the headline.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { pageFinding } from "@descent/reports";
 *
 * assertEquals(pageFinding({ answer: "Adam wins", headline: "Nothing else is near." }), "Adam wins: Nothing else is near.");
 * ```
 */
export function pageFinding({ answer, headline }: Pick<Page, "answer" | "headline">): string {
  return answer === undefined ? headline : `${answer}: ${headline}`;
}
