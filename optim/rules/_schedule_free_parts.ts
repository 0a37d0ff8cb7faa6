import { biasCorrection } from "./_adam_parts.ts";
import type { HyperparameterTable } from "../optimizer_plugin.ts";
import { wholeNumber } from "./_rows.ts";

type Row = "warmupSteps" | "weightPower" | "rateWeightPower";

/** The table entries that the Schedule-Free methods share. */
export const scheduleFreeRows: HyperparameterTable<Record<Row, number>> = {
  warmupSteps: wholeNumber(0, [0, 1e9], "Steps in which the rate rises linearly; 0 for none."),
  weightPower: {
    default: 0,
    range: [0, 100],
    scale: "linear",
    doc: "Power of the step in the weights of the average.",
  },
  rateWeightPower: {
    default: 2,
    range: [0, 100],
    scale: "linear",
    doc: "Power of the largest rate so far in the weights of the average.",
  },
};

/** The rate of a step, which rises linearly over the warm-up. */
export function warmedUp(step: number, rate: number, warmupSteps: number): number {
  return step < warmupSteps ? rate * step / warmupSteps : rate;
}

type Numbers = Readonly<
  Record<Row | "step" | "learningRate" | "largestRate" | "weight" | "weightSum", number>
>;

/** The largest rate so far, the weight of the step in the average and the sum of weights. */
export const scheduleFreeNumbers = {
  largestRate: (
    { step, learningRate, warmupSteps, largestRate, ...rest }: Numbers & {
      readonly beta2?: number;
      readonly correctsRate?: number;
    },
  ): number => {
    const correction = rest.correctsRate ? Math.sqrt(biasCorrection(rest.beta2 ?? 0, step)) : 1;
    return Math.max(largestRate, warmedUp(step, learningRate, warmupSteps) * correction);
  },
  weight: ({ step, weightPower, rateWeightPower, largestRate }: Numbers): number =>
    step ** weightPower * largestRate ** rateWeightPower,
  weightSum: ({ weight, weightSum }: Numbers): number => weightSum + weight,
};
