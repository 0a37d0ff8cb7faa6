import type { Hyperparameter, OptimizerPlugin } from "../optimizer_plugin.ts";

/** Such as `Kingma and Ba 2015; Loshchilov and Hutter 2019`. */
export function citeBoth(plugin: OptimizerPlugin, reference: string): string {
  return `${plugin.reference}; ${reference}`;
}

/** The entries of both, the plugin's first. */
export function joinBibtex(bibtex: string | undefined, own: string): string {
  return bibtex === undefined ? own : `${bibtex}\n${own}`;
}

/** The table entry of a whole number. */
export function wholeNumber(
  standard: number,
  range: Hyperparameter["range"],
  doc: string,
): Hyperparameter {
  return { default: standard, range, scale: "linear", whole: true, doc };
}
