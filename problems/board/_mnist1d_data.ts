import { loadMnist1d, shareDataset, type SharedDataset } from "@descent/data";
import { countOptions, type CountValues } from "./_generated_data.ts";
import type { NetVariantValues } from "./_variants.ts";

/** Values of the options of problems over MNIST-1D. */
export type Mnist1dValues = NetVariantValues & CountValues;

/** Options for the number of examples. */
export const MNIST1D_COUNTS = countOptions({
  trainCount: 4000,
  validationCount: 1000,
  testCount: 1000,
});

/** Loads the examples, each of the given shape. */
export function mnist1dData(
  { dataSeed: seed, ...counts }: Mnist1dValues,
  inputShape: readonly number[],
): Promise<SharedDataset> {
  return shareDataset({ ...loadMnist1d({ ...counts, seed }), inputShape });
}
