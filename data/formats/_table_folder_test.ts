import { assertEquals, assertRejects } from "@std/assert";
import { gzipSync } from "node:zlib";
import { openDataset } from "../open_dataset.ts";
import { testInFolder } from "./_test_in_folder.ts";

testInFolder(
  "scikit-learn's diabetes data, as they are published, are values of ten columns",
  async (folder) => {
    // The first rows of the published files, again and again.
    const data =
      "59 2 32.1 101.0 157 93.2 38.0 4.0 4.8598 87\n48 1 21.6 87.0 183 103.2 70.0 3.0 3.8918 69\n";
    const target = Array.from({ length: 60 }, (_, n) => (75 + n).toExponential(18)).join("\n");
    Deno.writeFileSync(`${folder}/diabetes_data_raw.csv.gz`, gzipSync(data.repeat(30)));
    Deno.writeFileSync(`${folder}/diabetes_target.csv.gz`, gzipSync(`${target}\n`));
    const { inputShape, targetShape, classNames, train, preprocessing } = await openDataset(folder);
    assertEquals([inputShape, targetShape, classNames, train.count], [[10], [1], null, 36]);
    const [column] = preprocessing?.kind === "table" ? preprocessing.targets : [];
    assertEquals(Math.abs(column.mean - 104.5) < 10, true);
    await assertRejects(
      () => openDataset(folder, { target: "column 1" }),
      SyntaxError,
      "expected the column to predict in diabetes_target.csv.gz alone",
    );
    Deno.writeFileSync(`${folder}/diabetes_target.csv.gz`, gzipSync("1\n2\n"));
    await assertRejects(
      () => openDataset(folder),
      SyntaxError,
      "expected one column with a value for each of 60 rows of diabetes_data_raw.csv.gz, got 1 with 2",
    );
  },
);

testInFolder(
  "of tables of pixels that with labels beside the training one is the test part",
  async (folder) => {
    const row = (label: number) => [label, ...new Array(64).fill(40 * label)].join();
    const lines = (count: number, shift: number) =>
      Array.from({ length: count }, (_, n) => row(n % 3 + shift)).join("\n");
    Deno.writeTextFileSync(`${folder}/mnist_train.csv`, lines(30, 0));
    Deno.writeTextFileSync(`${folder}/mnist_test.csv`, lines(6, 1));
    const { classNames, train, test } = await openDataset(folder);
    assertEquals([classNames, train.count, test.count], [["0", "1", "2", "3"], 24, 6]);
    assertEquals([...test.targets], [1, 2, 3, 1, 2, 3]);
    Deno.writeTextFileSync(`${folder}/mnist_train.csv`, "a,b\n1,0.5\n2,1.5\n3,2.5\n");
    await assertRejects(
      () => openDataset(folder),
      SyntaxError,
      "expected rows without a test part",
    );
  },
);

testInFolder("scikit-learn's digits have their labels behind the pixels", async (folder) => {
  const row = (n: number) =>
    [0, ...new Array(63).fill(n % 3 + 1), n % 3].map((x) => x.toExponential(1)).join();
  Deno.writeFileSync(
    `${folder}/digits.csv.gz`,
    gzipSync(Array.from({ length: 30 }, (_, n) => row(n)).join("\n")),
  );
  const { classNames, train } = await openDataset(`${folder}/digits.csv.gz`);
  assertEquals(classNames, ["0", "1", "2"]);
  assertEquals(train.inputs[1], train.targets[0] + 1);
});
