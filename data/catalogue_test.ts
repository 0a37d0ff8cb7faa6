import { assertEquals, assertThrows } from "@std/assert";
import { datasetCatalogue, loadDataset } from "./catalogue.ts";

Deno.test("the catalogue starts with the embedded digits", () => {
  assertEquals(datasetCatalogue.map(({ name }) => name), [
    "digits",
    "mnist",
    "fashion-mnist",
    "emnist-byclass",
    "emnist-bymerge",
    "emnist-balanced",
    "emnist-letters",
    "emnist-digits",
    "emnist-mnist",
    "kmnist",
    "qmnist",
    "wine",
    "friedman",
  ]);
});

Deno.test("a dataset is loaded by its name, with its options", () => {
  const counts = { trainCount: 3, validationCount: 2, testCount: 1 };
  assertEquals(loadDataset("digits", counts).train.count, 3);
});

const maySkip = Deno.permissions.querySync({ name: "read" }).state !== "granted";
if (maySkip) console.log("The test of a dataset that lies on disk needs --allow-read: skipped.");

Deno.test({
  name: "a dataset that lies on disk is looked for in its folder",
  ignore: maySkip,
  fn: () => {
    assertThrows(
      () => loadDataset("fashion-mnist", { dataDirectory: "no/such/folder" }),
      Deno.errors.NotFound,
      "Dataset 'fashion-mnist': found no train-images-idx3-ubyte.gz",
    );
  },
});

Deno.test("an unknown name is refused with the known ones", () => {
  assertThrows(
    () => loadDataset("emnist"),
    RangeError,
    "Dataset: expected one of digits, mnist, fashion-mnist, emnist-byclass, ",
  );
});
