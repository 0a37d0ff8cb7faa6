import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { gzipSync } from "node:zlib";
import type { Dataset } from "./dataset.ts";
import { SAMPLE_FILES } from "./testing/sample_files.ts";
import { testInFolder } from "./formats/_test_in_folder.ts";
import { openDataset } from "./open_dataset.ts";

/** How many examples of each class a data set has, over all parts. */
function classCounts({ classNames, train, validation, test }: Dataset): Record<string, number> {
  const targets = [train, validation, test].flatMap((part) => [...part.targets]);
  return Object.fromEntries(
    classNames!.map((name, k) => [name, targets.filter((target) => target === k).length]),
  );
}

for (const { format, write, shape, classes, testCount } of SAMPLE_FILES) {
  testInFolder(`${format} is recognised by content and read whole`, async (folder) => {
    const dataset = await openDataset(await write(folder));
    const { train, validation, test } = dataset;
    const all = Object.values(classes).reduce((sum, count) => sum + count, 0);
    assertEquals(dataset.inputShape, shape);
    assertEquals(classCounts(dataset), classes);
    const left = all - (testCount ?? 0);
    const drawn = testCount ?? Math.round(0.2 * left);
    assertEquals([validation.count, test.count], [Math.round(0.2 * left), drawn]);
    assertEquals(train.count, all - validation.count - test.count);
    // The sample's class tells its first element: images are brighter, rows have larger numbers.
    const size = train.inputs.length / train.count;
    const means = dataset.classNames!.map((_, k) => {
      const own = [...train.targets.keys()].filter((n) => train.targets[n] === k);
      return own.reduce((sum, n) => sum + train.inputs[n * size], 0) / own.length;
    });
    assertEquals(means, [...means].sort((a, b) => a - b));
  });
}

testInFolder(
  "EMNIST's images come the right way round, and its letters by their names",
  async (folder) => {
    const { idxBytes } = await import("./testing/idx_bytes.ts");
    const pixels = new Uint8Array(10 * 6).map((_, index) => index % 6);
    const names = ["images-idx3-ubyte", "labels-idx1-ubyte.gz"].map((name) =>
      `emnist-letters-train-${name}`
    );
    Deno.writeFileSync(`${folder}/${names[0]}`, idxBytes([10, 2, 3], pixels));
    Deno.writeFileSync(
      `${folder}/${names[1]}`,
      gzipSync(idxBytes([10], new Uint8Array(10).fill(2))),
    );
    const { train, classNames } = await openDataset(folder);
    assertEquals(classNames![train.targets[0]], "B");
    assertEquals([...train.inputs.subarray(0, 6)], [0, 2, 4, 1, 3, 5]);
  },
);

testInFolder(
  "what no format recognises is said, and so is a column to predict where there are images",
  async (folder) => {
    Deno.writeFileSync(`${folder}/a.bin`, new Uint8Array([1, 2, 3, 0]));
    const error = await assertRejects(() => openDataset(`${folder}/a.bin`), SyntaxError);
    assertStringIncludes(error.message, "expected one of a folder of IDX files, ");
    assertStringIncludes(
      error.message,
      "got a file that begins with the bytes 01 02 03 00; convert it",
    );
    const images = await SAMPLE_FILES[0].write(folder);
    await assertRejects(
      () => openDataset(images, { target: "y" }),
      RangeError,
      "expected target to be left out for images",
    );
  },
);

testInFolder(
  "counts take at most so many of a path, and too few examples say the three counts",
  async (folder) => {
    Deno.writeTextFileSync(`${folder}/few.csv`, "a,b\n1,0\n2,1\n");
    await assertRejects(
      () => openDataset(`${folder}/few.csv`),
      RangeError,
      "Data set 'few': expected at least one example in each part, got 2 to train, 0 to validate and 0 to test of 2",
    );
    const path = await SAMPLE_FILES[0].write(folder);
    const { train, test } = await openDataset(path, { trainCount: 5, testCount: 10_000 });
    assertEquals([train.count, test.count], [5, 12]);
  },
);
