import { optimizerCatalogue } from "@descent/optim";
import { assertEquals } from "@std/assert";
import { runRuleSuite } from "./rule_suite.ts";
import type { TimedProgram } from "./time_program.ts";

const options = { quick: false, rounds: 3, milliseconds: 50, onProgress: () => {} };

/** A rule that is a formula, and one that is none. */
const time = ({ args }: TimedProgram) => {
  const isFormula = args.at(-3) !== "muon";
  const measured = [1.2, ...isFormula ? [1.02, 2] : [NaN, NaN], 0.001, 8];
  return Promise.resolve({ seconds: 9, peakBytes: 1, measured });
};

Deno.test("Every rule of the catalogue has a row, and those of one formula their pass", async () => {
  const { rules, absent } = await runRuleSuite({ ...options, time });
  assertEquals(absent, []);
  assertEquals(rules.map(({ name }) => name), optimizerCatalogue.map(({ name }) => name));
  const row = (name: string) => rules.find((one) => one.name === name);
  const both = { toAdam: 1.2, seconds: 0.001, stateBytes: 8 };
  assertEquals(row("adam"), {
    ...{ name: "adam", title: "Adam", ...both },
    ...{ toFormula: 1.02, toPlain: 2 },
  });
  assertEquals(row("muon"), { name: "muon", title: "Muon", ...both });
});

Deno.test("A quick run takes one rule of each form, and names those that fail", async () => {
  const failing = (program: TimedProgram) =>
    program.args.at(-3) === "soap" ? Promise.reject(new Error("no room")) : time(program);
  const { rules, absent } = await runRuleSuite({ ...options, quick: true, time: failing });
  assertEquals(rules.map(({ name }) => name), ["adam", "muon", "shampoo"]);
  assertEquals(absent, [{ who: "SOAP", reason: "no room" }]);
});
