import type { NumberFormat } from "../text/format.ts";
import { axisUnit, rounded } from "./figure.ts";

/** A mean and half the width of its interval. */
export interface MeanAndHalf {
  readonly mean: number;
  readonly half: number;
}

/** Plotly's error bars of means; those of shares end at nothing and at all. */
export function errorBars(
  values: readonly MeanAndHalf[],
  format: NumberFormat = "number",
): Readonly<Record<string, unknown>> {
  const { factor } = axisUnit(format);
  const within = (room: number, { mean, half }: MeanAndHalf): number =>
    rounded(
      factor * (format === "percent" && mean >= 0 && mean <= 1 ? Math.min(half, room) : half),
    );
  return {
    type: "data",
    symmetric: false,
    array: values.map((value) => within(1 - value.mean, value)),
    arrayminus: values.map((value) => within(value.mean, value)),
  };
}
