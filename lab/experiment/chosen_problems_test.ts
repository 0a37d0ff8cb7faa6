import { knownProblems } from "./known_problems.ts";
import { assertEquals } from "@std/assert";
import { chosenProblems } from "./chosen_problems.ts";

const OPEN = { epochs: undefined, batchSize: undefined };
const VALUES = { ...OPEN, dtype: "f32", quick: false } as const;

Deno.test("chosenProblems gives each problem the options that it has", async () => {
  const known = await knownProblems(["--problems=two-layer,residual-net"]);
  const [two, residual] = chosenProblems(known, { ...VALUES, ...{ hidden: 7, trainCount: 50 } });
  assertEquals([two.options.hidden, two.options.trainCount], [7, 50]);
  assertEquals(["hidden" in residual.options, residual.options.trainCount], [false, 50]);
});

Deno.test("chosenProblems keeps what suits a problem, but for what is given", async () => {
  const known = await knownProblems([]);
  const [usual] = chosenProblems(known, VALUES);
  assertEquals(usual.budget, {
    batchSize: 128,
    epochs: 5,
    evaluationsPerEpoch: 2,
    schedule: "cosine",
    target: 0.97,
  });
  assertEquals([usual.dtype, usual.source, usual.options.trainCount], ["f32", null, null]);
  const given = { epochs: 1, batchSize: 8, dtype: "f64" } as const;
  const [own] = chosenProblems(known, { ...VALUES, ...given });
  assertEquals([own.budget.epochs, own.budget.batchSize, own.dtype], [1, 8, "f64"]);
});

Deno.test("chosenProblems takes quick values with --quick where an option is not given", async () => {
  const [{ options }] = chosenProblems(await knownProblems([]), {
    ...VALUES,
    quick: true,
    ...{ testCount: 50 },
  });
  assertEquals([options.trainCount, options.testCount, options.hidden], [3000, 50, 100]);
});

Deno.test("chosenProblems says where a problem's module is", async () => {
  const source = { address: "file:///mine.ts", digest: "abc" };
  const [{ plugin }] = await knownProblems([]);
  assertEquals(chosenProblems([{ plugin, source }], VALUES)[0].source, source);
});
