import { niceTicks } from "../charts/nice_ticks.ts";
import { axisUnit } from "../charts/figure.ts";
import type { SeriesStyles } from "../charts/series_style.ts";
import { formatInterval, formatNumber, type NumberFormat } from "../text/format.ts";
import { type Html, html } from "../text/html.ts";
import { shortened } from "../text/shortened.ts";
import { MARKERS } from "./_markers.ts";

/**
 * Several values a row, drawn without a script: a dot a value, the mean and its interval.
 *
 * @category Sections
 */
export interface DotPlot {
  /** Title of the values: "Test loss". */
  readonly title: string;
  /** How they are written. */
  readonly format: NumberFormat;
  /** The rows, from top to bottom. */
  readonly rows: readonly DotRow[];
  /** Description of the marks; default "mean with its 95 % confidence interval, and below it each seed". */
  readonly caption?: string;
  /** Rows whose means lie in a common zone, by place, and the zone's name; left out where there is none. */
  readonly zone?: { readonly title: string; readonly places: readonly number[] };
}

/**
 * A row of a {@linkcode DotPlot}.
 *
 * @category Sections
 */
export interface DotRow {
  /** Name that gives it its colour. */
  readonly name: string;
  /** Name for people. */
  readonly title: string;
  /** The values, one a seed. */
  readonly values: readonly number[];
  /** Their mean. */
  readonly mean: number;
  /** Half the width of the mean's confidence interval, or `null` where there is none. */
  readonly confidence: number | null;
}

const CAPTION = "mean with its 95 % confidence interval, and below it each seed";
const ROW = 46;
const TOP = 24;
const AXIS = 26;
/** Percent of the width at each side in which no value lies, so that dots and labels have room. */
const INSET = 7;
/** Characters of a name that fit into one line, and into two of smaller type. */
const ONE_LINE = 16, TWO_LINES = 34;
/** Characters of all labels of the axis that have room on a phone. */
const PHONE_LABELS = 18;
/** A row that is farther from those before it than this many times their span is off the scale. */
const OFF_SCALE = 4;

/** Renders a {@linkcode DotPlot}; its numbers are said for those who cannot see it. */
export function renderDotPlot(plot: DotPlot, styled: SeriesStyles): Html {
  const { rows, format, title, zone, caption = CAPTION } = plot;
  const [low, high] = scaleOf(rows);
  const place = (value: number): string => {
    const share = high === low ? 0.5 : (value - low) / (high - low);
    return `${(INSET + Math.min(1, Math.max(0, share)) * (100 - 2 * INSET)).toFixed(2)}%`;
  };
  const isOn = (value: number): boolean => value >= low && value <= high;
  const bottom = TOP + ROW * rows.length;
  const styles = styled(rows.map(({ name }) => name), "name");
  return html`
    <figure class="dot-plot" role="img" aria-label="${describe(plot)}">
      <ol aria-hidden="true">${rows.map(({ name, title }) =>
        html`<li style="border-color:var(${styles.get(name)!.colour})" title="${title}" class="${
          title.length > ONE_LINE && "long"
        }">${shortened(title, TWO_LINES)}</li>`
      )}</ol>
      <svg width="100%" height="${bottom + AXIS}" aria-hidden="true">${zone !== undefined &&
        renderZone(zone, rows, { place, isOn, bottom })}${tickLabels(low, high, format).map(
          ({ tick, text, isMinor }) =>
            html`
              <line class="grid" x1="${place(tick)}" x2="${place(
                tick,
              )}" y1="${TOP}" y2="${bottom}" />
              <text x="${place(tick)}" y="${bottom + 18}" text-anchor="middle" class="${isMinor &&
                "minor"}">${text}</text>
            `,
        )}${rows.map((row, index) => {
          const { colour, symbol } = styles.get(row.name)!;
          const y = TOP + ROW * index + 16;
          return html`<g style="color:var(${colour})">${
            renderRow(row, {
              y,
              place,
              isOn,
              format,
              marker: MARKERS[symbol],
              limits: [low, high],
            })
          }</g>`;
        })}</svg>
      <figcaption>${title}: ${caption}</figcaption>
    </figure>
  `;
}

interface Scale {
  readonly place: (value: number) => string;
  readonly isOn: (value: number) => boolean;
}

function renderZone(
  { title, places }: NonNullable<DotPlot["zone"]>,
  rows: readonly DotRow[],
  { place, isOn, bottom }: Scale & { readonly bottom: number },
): Html | false {
  const means = places.map((index) => rows[index].mean).filter(isOn);
  if (means.length < 2) return false;
  const [from, to] = [Math.min(...means), Math.max(...means)].map((mean) =>
    parseFloat(place(mean))
  );
  const middle = (from + to) / 2;
  const anchor = middle < 30 ? "start" : middle > 70 ? "end" : "middle";
  const at = anchor === "middle" ? middle : anchor === "start" ? from : to;
  // Wide enough to be seen where the means are nearly the same.
  return html`
    <rect class="zone" x="${Math.max(0, from - 0.6)}%" width="${to - from + 1.2}%" y="${TOP -
      4}" height="${bottom - TOP + 4}" />
    <text class="zone-title" x="${at}%" y="${TOP - 10}"
      text-anchor="${anchor}">${title}</text>
  `;
}

function renderRow(
  { values, mean, confidence }: DotRow,
  { y, place, isOn, format, marker, limits: [low, high] }: Scale & {
    readonly y: number;
    readonly format: NumberFormat;
    readonly marker: Html;
    readonly limits: readonly [number, number];
  },
): Html {
  if (!isOn(mean)) {
    const isRight = mean > high;
    const text = formatNumber(mean, format);
    return html`<text class="off" x="${place(mean)}" y="${y + 5}" text-anchor="${
      isRight ? "end" : "start"
    }">${isRight ? `${text} →` : `← ${text}`}</text>`;
  }
  const dots = values.filter(isOn).map((value) =>
    html`<svg x="${place(value)}" y="${y + 15}" class="dot">${marker}</svg>`
  );
  const ends = confidence === null
    ? null
    : [Math.max(low, mean - confidence), Math.min(high, mean + confidence)];
  return html`
    ${ends !== null && html`
      <line class="span" x1="${place(ends[0])}" x2="${place(ends[1])}" y1="${y}" y2="${y}" />
    `}<circle class="mean" cx="${place(mean)}" cy="${y}" r="5.5" />${dots}
  `;
}

/**
 * The range that is drawn: from row to row, those nearest to the first before others, until one is so far that it
 * would press the rest together.
 */
function scaleOf(rows: readonly DotRow[]): readonly [number, number] {
  const first = rows[0]?.mean ?? 0;
  const nearest = rows.toSorted((a, b) => Math.abs(a.mean - first) - Math.abs(b.mean - first));
  let [low, high] = [first, first];
  for (const [index, { mean, confidence, values }] of nearest.entries()) {
    const span = high - low;
    const distance = Math.max(low - mean, mean - high, 0);
    if (index > 1 && distance > OFF_SCALE * span) break;
    // An interval may be far wider than its values, which are what was seen.
    const reach = Math.min(
      confidence ?? 0,
      2 * Math.max(0, ...values.map((value) => Math.abs(value - mean))),
    );
    low = Math.min(low, mean - reach, ...values);
    high = Math.max(high, mean + reach, ...values);
  }
  return [low, high];
}

/** A mark of the axis. */
interface Tick {
  readonly tick: number;
  readonly text: string;
  /** Whether its label is left out on a phone, where the labels would run into each other. */
  readonly isMinor: boolean;
}

function tickLabels(low: number, high: number, format: NumberFormat): Tick[] {
  const { factor, suffix } = axisUnit(format);
  const ticks = niceTicks(factor * low, factor * high, 5);
  const texts = ticks.map((tick) =>
    format === "percent" ? `${tick}${suffix}` : formatNumber(tick, format)
  );
  const isLong = texts.join("").length > PHONE_LABELS;
  return ticks.map((tick, index) => ({
    tick: tick / factor,
    text: texts[index],
    isMinor: isLong && index % 2 === 1,
  }));
}

function describe({ title, format, rows, zone }: DotPlot): string {
  const parts = rows.map(({ title, mean, confidence }) =>
    `${title} ${formatInterval(mean, confidence, format)}`
  );
  const tied = zone === undefined
    ? ""
    : ` ${zone.title}: ${zone.places.map((place) => rows[place].title).join(", ")}.`;
  return `${title}. ${parts.join("; ")}.${tied}`;
}
