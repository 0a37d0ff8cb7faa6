import { formatNumber } from "../text/format.ts";
import { axis, baseLayout, type Figure, logAxis, plotText, rounded } from "./figure.ts";
import type { SearchedSettings } from "./searched_settings.ts";

/** Settings over two of their hyperparameters, coloured by score, the bright end the better; a cross has no score. */
export function settingsMapFigure(
  { hyperparameters, score, settings }: SearchedSettings,
  [across, upwards]: readonly [across: number, upwards: number],
): Figure {
  const scored = settings.filter((setting) => setting.score !== null);
  const colours = scored.map((setting) =>
    score.scale === "log" ? Math.log10(setting.score!) : setting.score!
  );
  const ends = [Math.min(...colours), Math.max(...colours)];
  const lost = settings.filter((setting) => setting.score === null);
  const [x, y] = [hyperparameters[across], hyperparameters[upwards]];
  const position = (all: typeof settings) => ({
    x: all.map(({ values }) => values[across]),
    y: all.map(({ values }) => values[upwards]),
  });
  const axisOf = (place: number) => {
    const { title, scale } = hyperparameters[place];
    return scale === "log"
      ? logAxis(title, settings.map(({ values }) => values[place]))
      : axis(title);
  };
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        ...position(scored),
        text: scored.map((setting) => formatNumber(setting.score!, score.format)),
        marker: {
          color: colours.map(rounded),
          colorscale: "Cividis",
          reversescale: score.better === "lower",
          size: 13,
          line: { color: "--ink", width: 1 },
          colorbar: {
            thickness: 10,
            outlinewidth: 0,
            tickfont: { color: "--muted", size: 12 },
            tickvals: ends,
            ticktext: ends.map((end) =>
              formatNumber(score.scale === "log" ? 10 ** end : end, score.format)
            ),
          },
        },
        hovertemplate: `${plotText(x.title)} %{x:.3~g}<br>${
          plotText(y.title)
        } %{y:.3~g}<br>%{text}<extra></extra>`,
      },
      {
        type: "scatter",
        mode: "markers",
        ...position(lost),
        marker: { color: "--bad", symbol: "x", size: 9 },
        hovertemplate: "no score<extra></extra>",
      },
    ],
    layout: { ...baseLayout(), xaxis: axisOf(across), yaxis: axisOf(upwards) },
    height: 380,
    description: `Map of ${settings.length} settings: ${x.title} across, ${y.title} upwards, ` +
      `coloured by ${score.title}; ${lost.length} without one.`,
    numbers: [
      [x.title, y.title, score.title],
      ...settings.map(({ values, score }) => [values[across], values[upwards], score]),
    ],
  };
}
