import type { GroupSection, LineChart } from "@descent/reports";
import type { BoardTrial, InsideValue } from "../trials/board_trial.ts";
import type { BoardData } from "./board_data.ts";
import { ruleHref } from "./_names.ts";

const SHARPNESS = "sharpness", NOISE = "gradient_noise_scale", UPDATES = "update_ratio";

/** A problem's trainings from inside; nothing where none was measured. */
export function insideSections(
  { plan }: BoardData,
  own: readonly BoardTrial[],
): GroupSection[] {
  const values = new Map(
    own.flatMap(({ rule, inside }) => inside === undefined ? [] : [[rule, inside]]),
  );
  if (values.size === 0) return [];
  const all = [...values.values()].flat();
  const layers = [
    ...new Set(all.filter(({ measure }) => measure === UPDATES).map(({ layer }) => layer)),
  ];
  const chart = (title: string, axis: string, measure: string, layer = ""): LineChart[] => {
    const series = plan.rules.map(({ name, title }) => ({
      ...{ name, title },
      points: valuesOf(values.get(name), measure, layer)
        .map(({ evaluations, value }) => ({ x: evaluations, y: value }))
        .filter(({ y }) => y > 0),
    }));
    if (series.every(({ points }) => points.length === 0)) return [];
    return [{
      ...{ title, series, x: { title: "Gradient evaluations" } },
      y: { title: axis, scale: "log" },
    }];
  };
  return [{
    kind: "group",
    title: "Inside the training",
    text: `The judge with seed ${
      plan.seeds.judge[0]
    }, measured ten times on the way: one training of each rule, so differences may be that seed's.`,
    sections: [
      {
        kind: "table",
        title: "Measurements",
        columns: [
          { title: "Rule" },
          { title: "Sharpness at the end" },
          { title: "Gradient noise scale" },
          ...layers.map((layer) => ({ title: updatesTitle(layer) })),
        ],
        rows: plan.rules.map(({ name, title }) => {
          const own = values.get(name);
          const end = Math.max(0, ...(own ?? []).map(({ evaluations }) => evaluations));
          const numbers = (measure: string, layer = "") =>
            valuesOf(own, measure, layer).map(({ value }) => value);
          return [
            { value: title, series: name, href: ruleHref(name) },
            valuesOf(own, SHARPNESS, "").find(({ evaluations }) => evaluations === end)?.value ??
              null,
            median(numbers(NOISE)),
            ...layers.map((layer) => median(numbers(UPDATES, layer))),
          ];
        }),
        note:
          "Sharpness: the eigenvalue of largest absolute value of the Hessian of the last minibatch's loss, by 20 power iterations on " +
          "differences of gradients; below 0 where the strongest curvature is downward. Gradient noise scale: examples that a minibatch needs until its " +
          "gradient is more signal than noise, of the last eight steps (McCandlish et al. 2018); none where they show no common direction. " +
          "Update over weights: norm of a step's update over that of the layer's weights. Both are medians of the measurements.",
      },
      {
        kind: "lines",
        title: "On the way",
        charts: [
          ...chart("Sharpness", "Largest eigenvalue", SHARPNESS),
          ...chart("Gradient noise scale", "Examples", NOISE),
          ...layers.flatMap((layer) =>
            chart(updatesTitle(layer), "Ratio of norms", UPDATES, layer)
          ),
        ],
        colours: "name",
        note: "Values of 0 and below have no place on a logarithmic axis.",
      },
    ],
  }];
}

function valuesOf(
  values: readonly InsideValue[] | undefined,
  measure: string,
  layer: string,
): InsideValue[] {
  return (values ?? []).filter((each) => each.measure === measure && each.layer === layer);
}

/** A function of a few variables has no layers. */
function updatesTitle(layer: string): string {
  return layer === "" ? "Update over weights" : `Update over weights, ${layer}`;
}

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const rising = values.toSorted((a, b) => a - b), middle = (rising.length - 1) / 2;
  return (rising[Math.floor(middle)] + rising[Math.ceil(middle)]) / 2;
}
