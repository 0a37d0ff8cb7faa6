/**
 * A set of images in IDX files that is read where it lies, but not downloaded.
 *
 * @category Published sets
 */
export interface PublishedSet {
  /** The name on the command line. */
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  /** Folders that its files are looked for in, under the one that holds the data sets; `""` is that itself. */
  readonly folders: readonly string[];
  /** The beginnings of its files' names: of a file to train on, and of one to test on. */
  readonly prefixes: readonly [train: string, test: string];
  /** Where it is published. */
  readonly home: string;
}

const EMNIST = ["byclass", "bymerge", "balanced", "letters", "digits", "mnist"];

/**
 * Sets of images in MNIST's format that are known by name: the six splits of EMNIST, Kuzushiji-MNIST and QMNIST.
 *
 * @category Published sets
 * @see G. Cohen, S. Afshar, J. Tapson, A. van Schaik: "EMNIST: an extension of MNIST to handwritten letters", 2017
 * @see T. Clanuwat et al.: "Deep learning for classical Japanese literature", 2018
 * @see C. Yadav, L. Bottou: "Cold case: the lost MNIST digits", 2019
 */
export const publishedSets: readonly PublishedSet[] = [
  ...EMNIST.map((split) => ({
    name: `emnist-${split}`,
    title: `EMNIST, split ${split}`,
    // The archive of all splits unpacks to a folder `gzip`.
    folders: [`emnist-${split}`, "emnist", "emnist/gzip", "gzip", ""],
    prefixes: [`emnist-${split}-train-`, `emnist-${split}-test-`] as const,
    home: "https://www.nist.gov/itl/products-and-services/emnist-dataset",
  })),
  {
    name: "kmnist",
    title: "Kuzushiji-MNIST",
    // Its files have the names of MNIST's, so they need a folder of their own.
    folders: ["kmnist"],
    prefixes: ["train-", "t10k-"],
    home: "http://codh.rois.ac.jp/kmnist/",
  },
  {
    name: "qmnist",
    title: "QMNIST",
    folders: ["qmnist", ""],
    prefixes: ["qmnist-train-", "qmnist-test-"],
    home: "https://github.com/facebookresearch/qmnist",
  },
];
