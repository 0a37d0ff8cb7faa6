import { assert, assertEquals, assertMatch, assertStringIncludes, assertThrows } from "@std/assert";
import { gzipSync } from "node:zlib";
import { loadIdxDataset } from "./idx_dataset.ts";
import { idxSources } from "./idx_sources.ts";

const [mnist, fashion] = idxSources;
const maySkip = (["read", "write"] as const).some((name) =>
  Deno.permissions.querySync({ name }).state !== "granted"
);
if (maySkip) {
  console.log("Tests of loading IDX datasets need --allow-read and --allow-write: skipped.");
}

function idxBytes(magic: number, sizes: readonly number[]): Uint8Array {
  const start = 4 + 4 * sizes.length;
  const bytes = new Uint8Array(start + sizes.reduce((product, size) => product * size, 1));
  const view = new DataView(bytes.buffer);
  [magic, ...sizes].forEach((word, index) => view.setUint32(4 * index, word));
  // Item n is filled with n mod 10, so that an image's pixels tell its label.
  const itemBytes = sizes.slice(1).reduce((product, size) => product * size, 1);
  for (let item = 0; item < sizes[0]; item++) {
    bytes.fill(item % 10, start + item * itemBytes, start + (item + 1) * itemBytes);
  }
  return bytes;
}

/**
 * A small dataset on disk: 150 training images, of which 30 are for validation, and 40 test images.
 */
function writeDataset(folder: string, changes: Record<string, Uint8Array | null> = {}): void {
  Deno.mkdirSync(folder, { recursive: true });
  const files: Record<string, Uint8Array | null> = {
    "train-images-idx3-ubyte": idxBytes(0x803, [150, 28, 28]),
    "train-labels-idx1-ubyte.gz": gzipSync(idxBytes(0x801, [150])),
    "t10k-images-idx3-ubyte.gz": gzipSync(idxBytes(0x803, [40, 28, 28])),
    "t10k-labels-idx1-ubyte": idxBytes(0x801, [40]),
    ...changes,
  };
  for (const [name, bytes] of Object.entries(files)) {
    if (bytes !== null) Deno.writeFileSync(`${folder}/${name}`, bytes);
  }
}

function test(name: string, body: (directory: string) => void): void {
  Deno.test({
    name,
    ignore: maySkip,
    fn: () => {
      const directory = Deno.makeTempDirSync();
      try {
        body(directory);
      } finally {
        Deno.removeSync(directory, { recursive: true });
      }
    },
  });
}

test("plain and gzip files give three separate sets, validation a fifth of each class", (directory) => {
  writeDataset(`${directory}/mnist`);
  const { train, validation, test, inputShape, classNames, source, remark } = loadIdxDataset(
    mnist,
    {
      dataDirectory: directory,
    },
  );
  assertEquals([train.count, validation.count, test.count], [120, 30, 40]);
  assertEquals([inputShape, classNames?.length], [[1, 28, 28], 10]);
  assertStringIncludes(source, directory);
  for (const set of [train, validation, test]) {
    assertEquals(set.inputs.length, set.count * 784);
    assertEquals(set.targets.length, set.count);
    for (const item of [0, 7, set.count - 1]) {
      const label = set.targets[item];
      assert(set.inputs.subarray(item * 784, (item + 1) * 784).every((p) => p === label));
    }
    assertEquals(set.targets.filter((label) => label === 3).length, set.count / 10);
  }
  assertMatch(remark ?? "", /^The files are not those published as MNIST .*SHA-256/);
});

test("of each file, plain or gzip, is told that it is not the published one", (directory) => {
  for (const source of idxSources) {
    writeDataset(`${directory}/${source.name}`);
    const { remark } = loadIdxDataset(source, { dataDirectory: directory });
    assertEquals(remark?.match(/ has SHA-256 [0-9a-f]{64}/g)?.length, 4, source.name);
  }
});

test("counts take the first so many of each set, and no more than there are", (directory) => {
  writeDataset(`${directory}/mnist`);
  const load = (counts: object) => loadIdxDataset(mnist, { dataDirectory: directory, ...counts });
  const { train, validation, test } = load({ trainCount: 12, validationCount: 3, testCount: 1 });
  const whole = load({});
  assertEquals([...train.targets], [...whole.train.targets.subarray(0, 12)]);
  assertEquals([...validation.targets], [...whole.validation.targets.subarray(0, 3)]);
  assertEquals([train.inputs.length, validation.count, test.count], [12 * 784, 3, 1]);
  for (const trainCount of [0, 121, 1.5, NaN]) {
    assertThrows(
      () => load({ trainCount }),
      RangeError,
      `Dataset 'mnist': expected trainCount to be an integer from 1 to 120, got ${trainCount}`,
    );
  }
  assertThrows(
    () => load({ testCount: 41 }),
    RangeError,
    "testCount to be an integer from 1 to 40",
  );
});

test("the folder may be the dataset's own, but not that of another dataset", (directory) => {
  writeDataset(`${directory}/mnist`);
  assertEquals(loadIdxDataset(mnist, { dataDirectory: `${directory}/mnist/` }).train.count, 120);
  assertThrows(
    () => loadIdxDataset(fashion, { dataDirectory: `${directory}/mnist` }),
    Deno.errors.NotFound,
    "Dataset 'fashion-mnist': found no train-images-idx3-ubyte.gz",
  );
});

test("a missing file names both places and the mends", (directory) => {
  writeDataset(`${directory}/mnist`, { "t10k-labels-idx1-ubyte": null });
  assertThrows(
    () => loadIdxDataset(mnist, { dataDirectory: directory }),
    Deno.errors.NotFound,
    `Dataset 'mnist': found no t10k-labels-idx1-ubyte.gz, with or without .gz, in ` +
      `${directory}/mnist or ${directory}; download it, or name the folder that holds it by DESCENT_DATA`,
  );
});

test("files that do not fit together are refused", (directory) => {
  const refusal = (changes: Record<string, Uint8Array>): string => {
    writeDataset(`${directory}/mnist`, changes);
    const load = () => loadIdxDataset(mnist, { dataDirectory: directory });
    return assertThrows(load, SyntaxError).message;
  };
  const images = `${directory}/mnist/t10k-images-idx3-ubyte.gz`;
  const labels = `${directory}/mnist/t10k-labels-idx1-ubyte`;
  assertEquals(
    refusal({ "t10k-labels-idx1-ubyte": idxBytes(0x801, [39]) }),
    `IDX files '${images}' and '${labels}': expected a label for each image, got 40 images and ` +
      `39 labels; download the data set again`,
  );
  assertStringIncludes(
    refusal({ "t10k-images-idx3-ubyte.gz": idxBytes(0x803, [40, 32, 32]) }),
    `IDX file '${images}': expected images of 28 x 28 pixels, got 32 x 32; download the data set again`,
  );
  assertStringIncludes(
    refusal({ "train-images-idx3-ubyte": idxBytes(0x801, [150]) }),
    "expected an IDX image file (magic number 0x00000803), got an IDX label file",
  );
});

test("sets of any size split: 5,000 images, 5,001, and the last 5,000 of 25,000", (directory) => {
  const counts = [5000, 5001, 25_000].map((count) => {
    writeDataset(`${directory}/${count}/mnist`, {
      "train-images-idx3-ubyte": idxBytes(0x803, [count, 28, 28]),
      "train-labels-idx1-ubyte.gz": gzipSync(idxBytes(0x801, [count])),
    });
    const dataDirectory = `${directory}/${count}`;
    const { train, validation } = loadIdxDataset(mnist, { dataDirectory });
    return [train.count, validation.count, validation.targets[0]];
  });
  assertEquals(counts.map(([train, validation]) => [train, validation]), [
    [4000, 1000],
    [4001, 1000],
    [20_000, 5000],
  ]);
  const { validation } = loadIdxDataset(mnist, {
    dataDirectory: `${directory}/25000`,
    validationFraction: 0.1,
    splitSeed: 3,
  });
  assertEquals(validation.count, 2500);
  assertThrows(
    () => loadIdxDataset(mnist, { dataDirectory: `${directory}/5000`, testFraction: 0.1 }),
    RangeError,
    "expected testFraction to be left out",
  );
});

test("names with a dot are found, and a folder of that name is looked into", (directory) => {
  const plain = `${directory}/mnist/train-images.idx3-ubyte`;
  writeDataset(`${directory}/mnist`, {
    "train-images-idx3-ubyte": null,
    "train-labels-idx1-ubyte.gz": null,
    "train-labels.idx1-ubyte": idxBytes(0x801, [150]),
  });
  Deno.mkdirSync(`${directory}/mnist/train-images-idx3-ubyte.gz`);
  Deno.mkdirSync(plain);
  Deno.writeFileSync(`${plain}/train-images.idx3-ubyte`, idxBytes(0x803, [150, 28, 28]));
  assertEquals(loadIdxDataset(mnist, { dataDirectory: directory }).train.count, 120);
});
