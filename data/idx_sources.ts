/**
 * A file to download, known by its sum.
 *
 * @category Published sets
 */
export interface RemoteFile {
  /** The name, the same at every mirror and on disk. */
  readonly name: string;
  /** The SHA-256 sum, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** The length in bytes. */
  readonly bytes: number;
  /** The SHA-256 sum of the unpacked content, where it is known. */
  readonly contentSha256?: string;
}

/**
 * The four files of a dataset in IDX format.
 *
 * @category Published sets
 */
export interface IdxFiles {
  /** The training images, of which the last are for validation. */
  readonly trainImages: RemoteFile;
  /** The labels of `trainImages`. */
  readonly trainLabels: RemoteFile;
  /** The test images. */
  readonly testImages: RemoteFile;
  /** The labels of `testImages`. */
  readonly testLabels: RemoteFile;
}

/**
 * A dataset of 28 x 28 grey images that is published as four IDX files.
 *
 * @category Published sets
 */
export interface IdxSource {
  /** The name on the command line, in records and of the folder. */
  readonly name: string;
  /** The name for people. */
  readonly title: string;
  /** The name of each class for people. */
  readonly classNames: readonly string[];
  /** Addresses of folders that hold the files, tried in this order. */
  readonly mirrors: readonly string[];
  /** The files, with their sums. */
  readonly files: IdxFiles;
}

type Sums = readonly [sha256: string, bytes: number, contentSha256: string];

function files(sums: Record<keyof IdxFiles, Sums>): IdxFiles {
  const file = (name: string, [sha256, bytes, contentSha256]: Sums): RemoteFile => ({
    name,
    sha256,
    bytes,
    contentSha256,
  });
  return {
    trainImages: file("train-images-idx3-ubyte.gz", sums.trainImages),
    trainLabels: file("train-labels-idx1-ubyte.gz", sums.trainLabels),
    testImages: file("t10k-images-idx3-ubyte.gz", sums.testImages),
    testLabels: file("t10k-labels-idx1-ubyte.gz", sums.testLabels),
  };
}

/**
 * The datasets that `deno task data` can download.
 *
 * @category Published sets
 */
export const idxSources: readonly IdxSource[] = [
  {
    name: "mnist",
    title: "MNIST handwritten digits",
    classNames: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
    mirrors: [
      "https://storage.googleapis.com/cvdf-datasets/mnist/",
      "https://ossci-datasets.s3.amazonaws.com/mnist/",
    ],
    files: files({
      trainImages: [
        "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609",
        9912422,
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
      ],
      trainLabels: [
        "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c",
        28881,
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
      ],
      testImages: [
        "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6",
        1648877,
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
      ],
      testLabels: [
        "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6",
        4542,
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
      ],
    }),
  },
  {
    name: "fashion-mnist",
    title: "Fashion-MNIST articles of clothing",
    classNames: [
      "T-shirt/top",
      "Trouser",
      "Pullover",
      "Dress",
      "Coat",
      "Sandal",
      "Shirt",
      "Sneaker",
      "Bag",
      "Ankle boot",
    ],
    // The second is the authors' repository, the same bytes.
    mirrors: [
      "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
      "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ],
    files: files({
      trainImages: [
        "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
        26421880,
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
      ],
      trainLabels: [
        "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
        29515,
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
      ],
      testImages: [
        "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
        4422102,
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
      ],
      testLabels: [
        "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        5148,
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
      ],
    }),
  },
];
