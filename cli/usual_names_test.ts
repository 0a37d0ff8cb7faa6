import { assertEquals } from "@std/assert";
import { withUsualNames } from "./usual_names.ts";

Deno.test("withUsualNames takes the names that other programs have", () => {
  const names = ["learningRate", "batchSize", "optimizers", "seed", "dataset"];
  const args = ["--lr", "--batch=8", "--optimizer", "adam", "--data", "x", "--seed=1"];
  assertEquals(withUsualNames(args, names), [
    "--learning-rate",
    "--batch-size=8",
    "--optimizers",
    "adam",
    "--dataset",
    "x",
    "--seed=1",
  ]);
  assertEquals(withUsualNames(["--learning_rate=1", "--batchSize=2"], names), [
    "--learning-rate=1",
    "--batch-size=2",
  ]);
});

Deno.test("withUsualNames takes the former names of flags", () => {
  assertEquals(
    withUsualNames(["--matmul=blas", "--blas-library", "x"], ["native", "nativeLibrary"]),
    [
      "--native=blas",
      "--native-library",
      "x",
    ],
  );
});

Deno.test("withUsualNames leaves flags of the table, values, and names of flags that are not there", () => {
  assertEquals(withUsualNames(["--data", "lr", "-lr", "--lr"], ["data", "dataset"]), [
    "--data",
    "lr",
    "-lr",
    "--lr",
  ]);
});
