import type { SeriesStyles } from "../charts/series_style.ts";
import { type Html, html } from "../text/html.ts";
import type { DotPlot } from "./dot_plot.ts";

const WIDTH = 160, ROW = 14, INSET = 8, MOST_ROWS = 8;

/** A {@linkcode DotPlot} so small that it has no words: a row of mean, interval and values each. */
export function renderThumbnail({ rows: all, title }: DotPlot, styled: SeriesStyles): Html {
  const rows = all.slice(0, MOST_ROWS);
  const styles = styled(rows.map(({ name }) => name), "name");
  const every = rows.flatMap(({ values, mean }) => [...values, mean]);
  const [low, high] = [Math.min(...every), Math.max(...every)];
  const place = (value: number): string => {
    const share = high === low ? 0.5 : Math.min(1, Math.max(0, (value - low) / (high - low)));
    return (INSET + share * (WIDTH - 2 * INSET)).toFixed(1);
  };
  const height = ROW * rows.length;
  return html`
    <svg class="thumbnail" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}"
      height="${height}" role="img" aria-label="${title} of ${rows.map(({ title }) => title).join(
        ", ",
      )}">${rows.map(({ name, mean, confidence, values }, index) => {
        const y = ROW * (index + 0.5);
        const half = confidence ?? 0;
        return html`
          <g
            style="color:var(${styles.get(name)!.colour})"><line x1="${place(
              mean - half,
            )}" x2="${place(mean + half)}" y1="${y}" y2="${y}" />${values.map((value) =>
              html`<circle class="value" cx="${place(value)}" cy="${y}" r="2" />`
            )}<circle cx="${place(mean)}" cy="${y}" r="3.5" /></g>
        `;
      })}</svg>
  `;
}
