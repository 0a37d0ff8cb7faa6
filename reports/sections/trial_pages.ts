import { type Html, html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";
import trialPagesCss from "../page/browser/trial_pages.css" with { type: "text" };
import trialPagesScript from "../page/browser/trial_pages.js" with { type: "text" };

/**
 * Trials of which the reader looks at one: the one that the address names, else a list of all.
 *
 * @category Sections
 */
export interface TrialPagesSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "trial-pages";
  /** The trials as JSON, packed by gzip and written as base64, see {@linkcode packTrials}. */
  readonly packed: string;
}

/** Renders a {@linkcode TrialPagesSection}: a script makes all of it. */
export function renderTrialPages({ packed }: TrialPagesSection, context: PageContext): Html {
  context.style(trialPagesCss);
  context.script(trialPagesScript);
  return html`
    <div class="trial-page"
      data-trials><noscript>Trials are shown by JavaScript, which is off.</noscript></div>
    <script type="text/plain" id="${context.id("trials-packed")}" data-packed>${packed}</script>
  `;
}
