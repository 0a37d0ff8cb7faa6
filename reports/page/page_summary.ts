import { type Html, html, jsonForScript } from "./html.ts";
import type { Page } from "./page.ts";

/** What a report says of itself to those that link it. */
export interface PageSummary {
  /** What the report is about. */
  readonly title: string;
  /** What was asked; empty where the page does not say. */
  readonly question: string;
  /** What was found. */
  readonly headline: string;
}

/** The summary as data in the page's head, so that a report and what is said of it cannot part. */
export function renderSummary({ title, question = "", headline }: Page): Html {
  return html`<script type="application/json" id="summary">${
    jsonForScript({ title, question, headline } satisfies PageSummary)
  }</script>`;
}

/**
 * Reads what a report says of itself.
 *
 * @param document A page of {@linkcode renderPage}.
 * @returns Its summary, or `undefined` when the document is another one.
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
  return json === null ? undefined : JSON.parse(json[1]);
}
