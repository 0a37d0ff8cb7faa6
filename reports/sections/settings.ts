import { parallelFigure } from "../charts/parallel_figure.ts";
import type { SearchedSettings } from "../charts/searched_settings.ts";
import { settingsMapFigure } from "../charts/settings_map_figure.ts";
import { formatNumber } from "../text/format.ts";
import { type Html, html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import type { SectionBase } from "./section_base.ts";

/**
 * The settings that a search over several hyperparameters tried: parallel coordinates, a map over the two that matter most, importance.
 *
 * @category Sections
 */
export interface SettingsSection extends SectionBase {
  /** Which kind of section this is. */
  readonly kind: "settings";
  /** The settings, of at least two hyperparameters. */
  readonly searched: SearchedSettings;
  /** The share of the score's variance that each hyperparameter explains alone, and what only several do together. */
  readonly importance: { readonly alone: readonly number[]; readonly together: number };
}

/** Renders a {@linkcode SettingsSection}. */
export function renderSettings(
  { searched, importance: { alone, together } }: SettingsSection,
  context: PageContext,
): Html {
  const { hyperparameters } = searched;
  const order = hyperparameters.map((_, index) => index).sort((a, b) => alone[b] - alone[a]);
  const shares = [
    ...order.map((index) => ({ title: hyperparameters[index].title, share: alone[index] })),
    { title: "Several together", share: together },
  ];
  return html`
    <div class="figures">
      <figure>
        <figcaption>Settings and their scores</figcaption>
        ${context.figure(parallelFigure(searched))}
      </figure>
      <figure>
        <figcaption>${hyperparameters[order[0]].title} and ${hyperparameters[order[1]]
          .title}</figcaption>
        ${context.figure(settingsMapFigure(searched, [order[0], order[1]]))}
      </figure>
    </div>
    <table class="shares">
      <caption>Share of the variance that each explains alone</caption>
      <tbody>${shares.map(({ title, share }) =>
        html`
          <tr>
            <th scope="row">${title}</th>
            <td class="numeric">${formatNumber(share, "percent")}</td>
            <td>
              <svg class="share" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect
                  width="${(100 * share).toFixed(2)}" height="8" />
              </svg>
            </td>
          </tr>
        `
      )}</tbody>
    </table>
  `;
}
