import { type Dataset, loadMnist1d, shareDataset, type SharedDataset } from "@descent/data";
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

/** BibTeX of the data set's paper. */
export const mnist1dPaper = `@inproceedings{greydanus2024scaling,
  author = {Greydanus, Sam and Kobak, Dmitry},
  title = {Scaling down deep learning with {MNIST-1D}},
  booktitle = {ICML}, year = {2024}, eprint = {2011.14439}, archiveprefix = {arXiv},
}`;

/** The examples that were drawn last, for the next problem over the same ones. */
let drawn: { readonly key: string; readonly dataset: Dataset } | undefined;

/** Loads the examples, each of the given shape. */
export function mnist1dData(
  { dataSeed: seed, trainCount, validationCount, testCount }: Mnist1dValues,
  inputShape: readonly number[],
): Promise<SharedDataset> {
  const options = { seed, trainCount, validationCount, testCount };
  const key = JSON.stringify(options);
  if (drawn?.key !== key) drawn = { key, dataset: loadMnist1d(options) };
  return shareDataset({ ...drawn.dataset, inputShape });
}
