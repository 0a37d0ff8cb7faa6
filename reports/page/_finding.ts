import type { SeriesStyles } from "../charts/series_style.ts";
import { renderDotPlot } from "../sections/dot_plot.ts";
import { type Html, html } from "../text/html.ts";
import type { Page } from "./page.ts";

/** The answer with its reasons, and beside it the picture. */
export function renderFinding(
  { answer, headline, picture }: Pick<Page, "answer" | "headline" | "picture">,
  styles: SeriesStyles,
): Html {
  return html`<div>${answer !== undefined && html`<p class="answer">${answer}.</p>`}
<p class="${answer === undefined ? "headline" : "reasons"}">${headline}</p></div>
${picture !== undefined && renderDotPlot(picture, styles)}`;
}
