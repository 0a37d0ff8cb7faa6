import { givenOptions, type OptionKind, type OptionKindName } from "@descent/core";
import type { Hyperparameter, OptimizerPlugin } from "../optimizer_plugin.ts";
import type { WrapperNames } from "./wrapper_names.ts";

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

const optimizer: OptionKind = {
  wanted: "an optimizer, such as adam",
  fits: (value) => typeof (value as OptimizerPlugin | null)?.create === "function",
};

/** The options of a wrapper, which with its plugin are of their kinds; tables check the ranges of numbers. */
export function wrapperOptions<Options extends WrapperNames>(
  wrapper: string,
  plugin: unknown,
  options: Options,
  kinds: { readonly [Name in keyof Options]?: OptionKindName } = {},
): Options {
  givenOptions(wrapper, { plugin }, { plugin: optimizer }, ["plugin"]);
  return givenOptions<Options>(wrapper, options, { name: "text", title: "text", ...kinds });
}
