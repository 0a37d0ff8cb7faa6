import { type Html, html } from "../text/html.ts";

const WIDTH = 96;
const EDGE = 5;

/** A mean and its confidence interval on a common scale, as a drawing that needs no JavaScript. */
export function renderInterval(
  mean: number,
  ends: readonly [low: number, high: number] | null,
  [low, high]: readonly [number, number],
): Html {
  const span = high - low;
  const place = (value: number): string => {
    const share = span === 0 ? 0.5 : (value - low) / span;
    return (EDGE + share * (WIDTH - 2 * EDGE)).toFixed(1);
  };
  return html`
    <svg class="interval" viewBox="0 0 ${WIDTH} 14" width="${WIDTH}" height="14"
      aria-hidden="true">${ends !== null &&
        html`
          <line x1="${place(ends[0])}" x2="${place(ends[1])}" y1="7" y2="7" />
        `}<circle cx="${place(mean)}" cy="7" r="3.5"/></svg>
  `;
}
