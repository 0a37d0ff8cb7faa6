import { type KnownProblem, knownProblems } from "./known_problems.ts";
import { twoLayer } from "@descent/problems";
import { assertEquals } from "@std/assert";
import { explainProblemFlag } from "./explain_problem_flag.ts";

Deno.test("explainProblemFlag names the problems that have an option, and the options of the chosen ones", async () => {
  assertEquals(
    explainProblemFlag("hidden", await knownProblems(["--problem=residual-net"])),
    "--hidden is an option of two-layer, fully-connected, conv-net, autoencoder, variational-autoencoder, table-classifier, table-regressor, not of residual-net; the options of residual-net are " +
      "--dataset, --train-count, --validation-count, --test-count, --validation-fraction, --test-fraction, --split-seed, --class-weights",
  );
  const bare: KnownProblem = { plugin: { ...twoLayer, name: "bare", options: {} }, source: null };
  assertEquals(
    explainProblemFlag("residual", [bare]),
    "--residual is an option of fully-connected, not of bare; bare has none",
  );
});

Deno.test("explainProblemFlag says what an option means for each of several problems", async () => {
  assertEquals(
    explainProblemFlag("hidden", await knownProblems(["--problems=two-layer,fully-connected"])),
    "expected --hidden to mean one thing, got a whole number from 1 to 10000 for two-layer, and whole numbers from 1 " +
      "to 10000, with commas between for fully-connected; compare on these problems one by one",
  );
});

Deno.test("explainProblemFlag has nothing to say of what is no option", async () => {
  assertEquals(explainProblemFlag("epoch", await knownProblems([])), undefined);
  assertEquals(explainProblemFlag("toString", await knownProblems([])), undefined);
});
