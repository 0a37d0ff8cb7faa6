import { type Html, html } from "../text/html.ts";
import type { PageContext } from "./page_context.ts";
import type { Section, StagesSection } from "./section.ts";
import stagesCss from "../page/browser/stages.css" with { type: "text" };
import stagesScript from "../page/browser/stages.js" with { type: "text" };

/** Renders a {@linkcode StagesSection}: without a script its last stage, with one a slider through all. */
export async function renderStages(
  { label, stages }: StagesSection,
  context: PageContext<Section>,
): Promise<Html> {
  context.style(stagesCss);
  context.script(stagesScript);
  const contents = await Promise.all(
    stages.map(({ sections }) => Promise.all(sections.map(context.section))),
  );
  return html`<div class="stages" data-label="${label}">${
    contents.map((content, index) => {
      const { title } = stages[index];
      return index === stages.length - 1
        ? html`<div class="stage" data-title="${title}">${content}</div>`
        : html`<div class="stage" data-title="${title}" hidden>${content}</div>`;
    })
  }</div>`;
}
