import { givenOptions, type OptionKindName } from "@descent/core";
import type { DatasetOptions } from "./dataset.ts";

const kinds: Readonly<Partial<Record<keyof DatasetOptions, OptionKindName>>> = {
  dataDirectory: "text",
  validationFraction: "number",
  testFraction: "number",
  splitSeed: "seed",
  target: "text",
};

/** The options of a data set, all of their kind; counts are checked against what there is. */
export function datasetOptions<Options extends DatasetOptions>(
  name: string,
  options: Options,
): Options {
  givenOptions<DatasetOptions>(`Dataset '${name}'`, options, kinds);
  return options;
}
