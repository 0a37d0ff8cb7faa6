import { createEngine } from "@descent/core";
import { bibtexEntries } from "@descent/optim";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { chooseProblem } from "../contract/problem_choice.ts";
import { boardCatalogue, boardProblems } from "./board_problems.ts";
import { smallProblem } from "./_small_problem.ts";

const nowhere = { dataDirectory: "no/such/folder" };

Deno.test("boardProblems: sixteen, those over images by drawn digits where there are no files", () => {
  const names = boardProblems(nowhere).map(({ name }) => name);
  assertEquals(names, [
    "noisy-quadratic",
    "rotated-quadratic",
    "ill-regression",
    "deep-linear",
    "zipf-softmax",
    "spirals",
    "boundary-value",
    "mnist1d-mlp",
    "mnist1d-conv",
    "digits-mlp",
    "digits-conv",
    "digits-resnet",
    "digits-autoencoder",
    "digits-vae",
    "chars-mlp",
    "chars-gpt",
  ]);
  assertEquals(boardCatalogue.length, 21);
});

Deno.test("boardProblems: each is selected by its validation loss, under the same schedule, and has variants", () => {
  for (const plugin of boardCatalogue) {
    const { selection, budget: { schedule }, options } = chooseProblem(plugin);
    assertEquals([selection, schedule], ["validation/loss", "warmup(5%),linear"]);
    const variants = Array.from({ length: 8 }, (_, seed) => plugin.variant!(seed));
    assert(variants.every(({ width }) => width === 0.5 || width === 2), plugin.name);
    assert(new Set(variants.map((each) => JSON.stringify(each))).size > 1, plugin.name);
    if ("activation" in options) assert(variants.some(({ activation }) => activation === "silu"));
  }
});

const needed = ["read", "write"] as const;
const ignore = needed.some((name) => Deno.permissions.querySync({ name }).state !== "granted");
if (ignore) {
  console.log(
    "boardProblems: tests with files and threads skipped, need --allow-read, --allow-write",
  );
}

Deno.test({
  name: "boardProblems: over the images of files that are found, and only over those",
  ignore,
  fn: async () => {
    const dataDirectory = await Deno.makeTempDir({ prefix: "descent-" });
    try {
      await Deno.mkdir(`${dataDirectory}/mnist`);
      for (const part of ["train", "t10k"]) {
        for (const kind of ["images-idx3", "labels-idx1"]) {
          await Deno.writeTextFile(`${dataDirectory}/mnist/${part}-${kind}-ubyte.gz`, "");
        }
      }
      const names = boardProblems({ dataDirectory }).map(({ name }) => name).slice(9, 14);
      assertEquals(names, [
        "digits-mlp",
        "digits-conv",
        "digits-resnet",
        "mnist-autoencoder",
        "mnist-vae",
      ]);
    } finally {
      await Deno.remove(dataDirectory, { recursive: true });
    }
  },
});

Deno.test({
  name: "boardProblems: the same bits for any number of threads",
  ignore,
  fn: async () => {
    const losses = async (threads: number) => {
      using engine = createEngine({ threads });
      const all: number[] = [];
      for (const plugin of boardProblems(nowhere)) {
        using problem = await smallProblem(plugin, { engine, batchSize: 32, dtype: "f32" });
        for (const step of [1, 2]) {
          problem.nextBatch(step);
          all.push(problem.gradients());
          for (const { value, gradient } of problem.parameters) {
            for (let i = 0; i < value.size; i++) value.data[i] -= 1e-3 * gradient.data[i];
          }
        }
        all.push(problem.evaluate("validation", Math.min(20, problem.examples.validation)).loss);
      }
      return all;
    };
    assertEquals(await losses(2), await losses(1));
  },
});

Deno.test("boardProblems: each has BibTeX of what its reference names", () => {
  for (const { name, reference, bibtex } of boardCatalogue) {
    const entries = bibtexEntries(bibtex ?? "");
    assertEquals(entries.length, 1, name);
    const [{ fields: { year, author } }] = entries;
    assertStringIncludes(reference, year, name);
    assertStringIncludes(reference, author.split(",")[0], name);
  }
});
