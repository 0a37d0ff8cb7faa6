import type { Hyperparameter, OptimizerPlugin } from "../optimizer_plugin.ts";

/** Such as `Kingma and Ba 2015; Loshchilov and Hutter 2019`. */
export function citeBoth(plugin: OptimizerPlugin, reference: string): string {
  return `${plugin.reference}; ${reference}`;
}

/** The table entry of a whole number. */
export function wholeNumber(
  standard: number,
  range: Hyperparameter["range"],
  doc: string,
): Hyperparameter {
  return { default: standard, range, scale: "linear", whole: true, doc };
}
