import { formatNumber, type NumberFormat } from "../text/format.ts";
import { axis, baseLayout, type Figure, plotText, rounded } from "./figure.ts";
import { LIGHT } from "./palette.ts";
import { placesOf, type SearchedSettings } from "./searched_settings.ts";

/** Each axis says its values at these places from its lowest to its highest. */
const LABELLED = [0, 0.5, 1];

/**
 * Parallel coordinates: an upright axis for each hyperparameter and one for the score, the better the higher, and a line
 * for each setting, coloured by the rank of its score. A setting without a score ends before that axis, dotted.
 */
export function parallelFigure(searched: SearchedSettings): Figure {
  const { hyperparameters, score, settings } = searched;
  const columns = hyperparameters.map(({ scale }, index) => ({
    scale,
    values: settings.map(({ values }) => values[index]),
  }));
  const places = columns.map(({ values, scale }) => placesOf(values, scale));
  const scored = settings.flatMap((setting, index) =>
    setting.score === null ? [] : [{ index, score: setting.score }]
  );
  const heights = placesOf(scored.map((each) => each.score), score.scale)
    .map((place) => score.better === "higher" ? place : 1 - place);
  const heightOf = new Map(scored.map(({ index }, place) => [index, heights[place]]));
  const worstFirst = [...scored].sort((a, b) => heightOf.get(a.index)! - heightOf.get(b.index)!)
    .map(({ index }) => index);
  const lost = settings.flatMap((setting, index) => setting.score === null ? [index] : []);
  const groups = inGroups(worstFirst, LIGHT.scale.length);
  const line = (indices: readonly number[]) => ({
    type: "scatter",
    mode: "lines",
    x: indices.flatMap((index) => [
      ...places.map((_, place) => place),
      heightOf.has(index) ? places.length : null,
      null,
    ]),
    y: indices.flatMap((index) => [
      ...places.map((column) => rounded(column[index])),
      heightOf.has(index) ? rounded(heightOf.get(index)!) : null,
      null,
    ]),
    hoverinfo: "skip",
  });
  const titles = [...hyperparameters.map(({ title }) => title), score.title];
  return {
    data: [
      ...lost.length === 0 ? [] : [{
        ...line(lost),
        line: { color: "--muted 45%", width: 1, dash: "dot" },
      }],
      ...groups.map((group, place) => ({
        ...line(group),
        // The best last, and so on top.
        line: {
          color: `--scale-${colourAt(place, groups.length)} 80%`,
          width: place === groups.length - 1 ? 2 : 1.3,
        },
      })),
    ],
    layout: {
      ...baseLayout(),
      margin: { l: 48, r: 48, t: 12, b: 40 },
      xaxis: axis("", {
        tickvals: titles.map((_, index) => index),
        ticktext: titles.map(plotText),
        tickfont: { color: "--ink", size: 12 },
        range: [-0.35, titles.length - 0.65],
        showgrid: false,
        fixedrange: true,
        title: { text: "" },
      }),
      yaxis: axis("", { visible: false, range: [-0.06, 1.06], fixedrange: true }),
      shapes: titles.map((_, place) => ({
        type: "line",
        x0: place,
        x1: place,
        y0: 0,
        y1: 1,
        line: { color: "--muted", width: 1 },
      })),
      annotations: [
        ...columns.map(({ values, scale }) => labels(values, scale)),
        scored.length === 0 ? [] : scoreLabels(scored.map((each) => each.score), score),
      ].flatMap((texts, place) =>
        texts.map((text, index) => ({
          x: place,
          y: LABELLED[index],
          text: plotText(text),
          xanchor: "right",
          xshift: -5,
          showarrow: false,
          bgcolor: "--paper",
          font: { color: "--muted", size: 11 },
        }))
      ),
    },
    height: 380,
    description: describe(searched, worstFirst.at(-1)),
    numbers: [
      titles,
      ...settings.map(({ values, score }) => [...values, score]),
    ],
  };
}

/** Parts of a list as equal as can be, at most so many, none empty. */
function inGroups<T>(items: readonly T[], most: number): readonly (readonly T[])[] {
  const count = Math.min(most, items.length);
  return Array.from({ length: count }, (_, group) =>
    items.slice(
      Math.round(group * items.length / count),
      Math.round((group + 1) * items.length / count),
    ));
}

function colourAt(place: number, count: number): number {
  const last = LIGHT.scale.length - 1;
  return 1 + (count === 1 ? last : Math.round(place * last / (count - 1)));
}

/** The values at the labelled places of an axis, of which 0 is the lowest. */
function labels(
  values: readonly number[],
  scale: "linear" | "log",
  format: NumberFormat = "number",
): string[] {
  const low = Math.min(...values), high = Math.max(...values);
  return LABELLED.map((place) =>
    formatNumber(scale === "log" ? low * (high / low) ** place : low + place * (high - low), format)
  );
}

function scoreLabels(
  scores: readonly number[],
  { better, format, scale }: SearchedSettings["score"],
): string[] {
  const rising = labels(scores, scale, format);
  return better === "higher" ? rising : rising.reverse();
}

function describe(
  { hyperparameters, score, settings }: SearchedSettings,
  best: number | undefined,
): string {
  const names = hyperparameters.map(({ title }) => title);
  const count = `${settings.length} ${settings.length === 1 ? "setting" : "settings"}`;
  const lost = settings.filter((setting) => setting.score === null).length;
  const parts = best === undefined ? [] : [
    `Best ${formatNumber(settings[best].score!, score.format)} at ${
      names.map((name, index) => `${name} ${formatNumber(settings[best].values[index], "number")}`)
        .join(", ")
    }.`,
  ];
  return [
    `Parallel coordinates of ${count}: ${[...names, score.title].join(", ")}.`,
    ...parts,
    ...lost === 0 ? [] : [`${lost} without a score.`],
  ].join(" ");
}
