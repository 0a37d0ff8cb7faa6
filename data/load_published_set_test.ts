import { assertEquals, assertThrows } from "@std/assert";
import { gzipSync } from "node:zlib";
import { loadDataset } from "./catalogue.ts";
import { testInFolder } from "./formats/_test_in_folder.ts";
import { loadPublishedSet } from "./load_published_set.ts";
import { publishedSets } from "./published_sets.ts";
import { idxBytes } from "./testing/idx_bytes.ts";

/** The files of a split as they are published: the label of image n, and its rows. */
function write(
  folder: string,
  prefix: string,
  count: number,
  label: (n: number) => number,
  kind = "idx1-ubyte",
) {
  Deno.mkdirSync(folder, { recursive: true });
  const pixels = new Uint8Array(count * 6).map((_, index) => index % 6);
  const columns = kind === "idx1-ubyte" ? 1 : 8;
  const values = Array.from(
    { length: count * columns },
    (_, i) => i % columns === 0 ? label(i / columns) : 99,
  );
  const labels = columns === 1
    ? idxBytes([count], Uint8Array.from(values))
    : idxBytes([count, 8], Int32Array.from(values));
  Deno.writeFileSync(
    `${folder}/${prefix}images-idx3-ubyte.gz`,
    gzipSync(idxBytes([count, 2, 3], pixels)),
  );
  Deno.writeFileSync(`${folder}/${prefix}labels-${kind}.gz`, gzipSync(labels));
}

testInFolder("all splits of EMNIST are told apart in one folder, the right way round", (folder) => {
  const emnist = publishedSets.filter(({ name }) => name.startsWith("emnist-"));
  assertEquals(emnist.length, 6);
  for (const { name, prefixes: [train, test] } of emnist) {
    const first = name === "emnist-letters" ? 1 : 0;
    write(`${folder}/emnist/gzip`, train, 20, (n) => first + n % 10);
    write(`${folder}/emnist/gzip`, test, 10, (n) => first + n % 10);
  }
  const counts = emnist.map((set) => {
    const dataset = loadPublishedSet(set, { dataDirectory: folder });
    const { train, validation, test, classNames, name } = dataset;
    assertEquals([train.count + validation.count, test.count], [20, 10], name);
    assertEquals([...test.inputs.subarray(0, 6)], [0, 2, 4, 1, 3, 5]);
    assertEquals(classNames![test.targets[0]], name === "emnist-letters" ? "A" : "0");
    return classNames!.length;
  });
  assertEquals(counts, [62, 47, 47, 26, 10, 10]);
});

testInFolder("KMNIST and QMNIST are found in folders of their names", (folder) => {
  write(`${folder}/kmnist`, "train-", 20, (n) => n % 10);
  write(`${folder}/kmnist`, "t10k-", 10, (n) => n % 10);
  write(`${folder}/qmnist`, "qmnist-train-", 20, (n) => n % 10, "idx2-int");
  write(`${folder}/qmnist`, "qmnist-test-", 10, (n) => n % 10, "idx2-int");
  for (const name of ["kmnist", "qmnist"]) {
    const { train, test, classNames } = loadDataset(name, {
      dataDirectory: folder,
      trainCount: 10,
    });
    assertEquals([train.count, test.count, classNames!.length], [10, 10, 10]);
    assertEquals([...test.targets], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  }
});

testInFolder(
  "files that are missing are named, with the place where they are published",
  (folder) => {
    assertThrows(
      () => loadDataset("emnist-letters", { dataDirectory: folder }),
      RangeError,
      "Dataset 'emnist-letters': expected emnist-letters-train-images…, emnist-letters-train-labels…, ",
    );
    assertThrows(
      () => loadDataset("kmnist", { dataDirectory: folder }),
      RangeError,
      `in ${folder}/kmnist, got none; get Kuzushiji-MNIST from http://codh.rois.ac.jp/kmnist/`,
    );
  },
);
