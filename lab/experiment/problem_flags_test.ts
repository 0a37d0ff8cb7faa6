import { TaskError } from "@descent/cli";
import { type KnownProblem, knownProblems } from "./known_problems.ts";
import { type Option, twoLayer } from "@descent/problems";
import { assertEquals, assertThrows } from "@std/assert";
import { problemFlags } from "./problem_flags.ts";

/** A problem with one option. */
function problemWith(name: string, option: Option): KnownProblem {
  const options = { [name]: option };
  return { plugin: { ...twoLayer, name: "mine", options }, source: null };
}

const UNITS = { kind: "integer", default: 100, range: [1, 10_000], doc: "Units." } as const;

Deno.test("an option that problems read alike is one flag, which stays open where it is not given", async () => {
  const known = await knownProblems(["--problems=two-layer,residual-net"]);
  const flags = problemFlags(known, ["epochs"]);
  assertEquals(Object.keys(flags), [
    "dataset",
    "trainCount",
    "validationCount",
    "testCount",
    "validationFraction",
    "testFraction",
    "splitSeed",
    "hidden",
    "classWeights",
  ]);
  const { default: usual, quick, shownDefault } = flags.trainCount;
  assertEquals([usual, quick, shownDefault], [undefined, 3000, "the data set's"]);
  assertEquals(flags.hidden.read(["7"]), 7);
});

Deno.test("problems that read an option alike may differ in its default and its quick value", async () => {
  const known = await knownProblems([]);
  const same = problemFlags([...known, problemWith("hidden", UNITS)], []).hidden;
  assertEquals(same.shownDefault, "100");
  const other = { ...UNITS, default: 50, quick: 5 };
  const { shownDefault, quick } = problemFlags([...known, problemWith("hidden", other)], []).hidden;
  assertEquals([shownDefault, quick], ["what suits each problem", undefined]);
});

Deno.test("an option that problems read differently is no flag, and hinders no other", async () => {
  const known = await knownProblems(["--problems=two-layer,fully-connected"]);
  const flags = problemFlags(known, []);
  assertEquals(["hidden" in flags, "residual" in flags, "dataset" in flags], [false, true, true]);
  const narrow = problemWith("hidden", { ...UNITS, range: [1, 5] });
  assertEquals("hidden" in problemFlags([...await knownProblems([]), narrow], []), false);
});

Deno.test("an option with the name of a flag is refused", () => {
  assertThrows(
    () => problemFlags([problemWith("seed", UNITS)], ["seed"]),
    TaskError,
    "Problem 'mine': expected options with names of their own, got 'seed', the name of a flag; rename the option",
  );
});
