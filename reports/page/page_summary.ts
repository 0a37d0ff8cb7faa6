import { type Html, html, jsonForScript } from "../text/html.ts";
import type { DotPlot } from "../sections/dot_plot.ts";
import type { Page } from "./page.ts";
import { pageFinding } from "./page_finding.ts";

/**
 * Title, question and headline of a report, for pages that link it.
 *
 * @category Pages
 */
export interface PageSummary {
  /** The report's title. */
  readonly title: string;
  /** The question that it answers; empty where the page does not say. */
  readonly question: string;
  /** The finding. */
  readonly headline: string;
  /** The finding at a glance; absent where the page has no such picture. */
  readonly picture?: DotPlot;
}

/** The summary as data in the page's head, so that a report and its summary elsewhere cannot differ. */
export function renderSummary(page: Page): Html {
  const { title, question = "", picture } = page;
  const headline = pageFinding(page);
  return html`<script type="application/json" id="summary">${
    jsonForScript({ title, question, headline, ...picture && { picture } } satisfies PageSummary)
  }</script>`;
}

/**
 * Reads the summary of a report.
 *
 * @category Pages
 * @param document A page of {@linkcode renderPage}.
 * @returns Its summary, or `undefined` when the document is another one.
 * @throws {SyntaxError} When the summary is damaged.
 *
 * @example
 * ```ts
 * import { readSummary, renderPage } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const page = { kicker: "depth", title: "Depth", headline: "5 < 10 layers.", sections: [] };
 * const summary = readSummary(await renderPage({ ...page, question: "Is deeper harder?" }));
 * assertEquals(summary, { title: "Depth", question: "Is deeper harder?", headline: "5 < 10 layers." });
 * ```
 */
export function readSummary(document: string): PageSummary | undefined {
  const json = /<script type="application\/json" id="summary">([^<]*)<\/script>/.exec(document);
  if (json === null) return undefined;
  const summary: unknown = JSON.parse(json[1]);
  if (isSummary(summary)) return summary;
  throw new SyntaxError("Page: its summary is not one; write the report again");
}

function isSummary(value: unknown): value is PageSummary {
  if (typeof value !== "object" || value === null) return false;
  const { title, question, headline, picture } = value as Record<string, unknown>;
  return [title, question, headline].every((text) => typeof text === "string") &&
    (picture === undefined || isPicture(picture));
}

function isPicture(value: unknown): boolean {
  const { rows, title } = Object(value);
  return typeof title === "string" && Array.isArray(rows) && rows.length > 0 &&
    rows.every((row) => {
      const { name, title, values, mean, confidence } = Object(row);
      const numbers = [mean, ...confidence === null ? [] : [confidence]];
      return typeof name === "string" && typeof title === "string" && Array.isArray(values) &&
        [...values, ...numbers].every((number) => typeof number === "number");
    });
}
