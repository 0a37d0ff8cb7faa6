import { TaskError } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { createEngine } from "@descent/core";
import { chooseProblem, findProblem, type ProblemChoice, tableClassifier } from "@descent/problems";
import { type EnvironmentRecord, readRunAt, writeRun } from "@descent/reports";
import { assertEquals, assertMatch, assertRejects, assertStringIncludes } from "@std/assert";
import { foreignOptimizer } from "../isolation/foreign_optimizer.ts";
import { isolatingRunner } from "../isolation/isolating_runner.ts";
import { pluginText, sampleTrial } from "../testing/mod.ts";
import { currentEnvironment } from "../trials/environment.ts";
import { runTrial } from "../trials/run_trial.ts";
import type { Trial } from "../trials/trial.ts";
import { trialKeys } from "../trials/trial_keys.ts";
import type { TrialOutcome } from "../trials/trial_outcome.ts";
import { trialRecord } from "../trials/trial_record.ts";
import { trialRunner } from "../trials/trial_runner.ts";
import { reproduceRecord } from "./reproduce_record.ts";

const ignore = !isPermitted("reproduceRecord", ...FILES);
const problem: ProblemChoice = chooseProblem(tableClassifier, { budget: { epochs: 3 } });
const data = await tableClassifier.load(problem.options, {});

async function written(
  store: string,
  trial: Trial,
  outcome: TrialOutcome,
  changes: Partial<EnvironmentRecord> = {},
): Promise<string> {
  const environment = { ...currentEnvironment(), ...changes };
  const { code, fusedMultiplyAdd } = environment;
  const keys = trialKeys(trial, { data, code, fusedMultiplyAdd });
  const record = trialRecord(trial, outcome, { keys, environment, command: "" });
  return `${await writeRun(store, record, outcome.metrics)}/record.json`;
}

Deno.test({
  name: "reproduceRecord finds equal what is, on any number of threads, and where it parts",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      using engine = createEngine();
      const trial = sampleTrial({ problem, testing: true });
      const outcome = await runTrial({ trial, data, engine });
      const path = await written(store, trial, outcome);
      const { label, differences, reasons } = await reproduceRecord({ path, threads: 2 });
      assertEquals([differences, reasons], [[], []]);
      assertEquals(label, "adam learningRate=0.01 seed 0");

      // A record that claims another seed's training.
      const other = sampleTrial({ problem, testing: true, seed: 1 });
      const parted = await reproduceRecord({ path: await written(store, other, outcome) });
      assertEquals(parted.reasons, []);
      assertMatch(parted.differences[0], /^at evaluation 1, after step \d+: train\/loss is /);
      assertMatch(parted.differences[1], /^in the final weights: .+\d of \d tensors$/);
    }),
});

Deno.test({
  name:
    "reproduceRecord sums convolutions as the record's trial did, plainly where it says nothing of it",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      const plugin = findProblem("digits-conv");
      const choice = chooseProblem(plugin, { budget: { epochs: 0.02 } });
      const images = await plugin.load(choice.options, {});
      const trial = sampleTrial({ problem: choice });
      const digests = new Set<string>();
      for (const convolution of ["auto", "direct"] as const) {
        using engine = createEngine({ convolution });
        const outcome = await runTrial({ trial, data: images, engine });
        digests.add(JSON.stringify(outcome.results.tensorDigests));
        const said = convolution === "auto" ? { convolution } : { convolution: undefined };
        const path = await written(store, trial, outcome, said);
        assertEquals((await reproduceRecord({ path })).differences, []);
      }
      assertEquals(digests.size, 2);
    }),
});

Deno.test({
  name: "reproduceRecord says what changes bits by design, which makes another trial too",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      using engine = createEngine();
      const trial = sampleTrial({ problem });
      const outcome = await runTrial({ trial, data, engine });
      const { fusedMultiplyAdd } = currentEnvironment();
      const [is, was] = fusedMultiplyAdd ? ["are fused", "are not"] : ["are not", "are fused"];
      const path = await written(store, trial, outcome, { fusedMultiplyAdd: !fusedMultiplyAdd });
      const { differences, reasons } = await reproduceRecord({ path });
      assertEquals(differences, []);
      assertEquals(reasons, [
        `The record was made where multiplication and addition ${was}, and here they ${is}, so that last bits differ.`,
      ]);
      const other = await written(store, trial, outcome, { code: "another version" });
      assertMatch((await reproduceRecord({ path: other })).reasons.join(), /made by other code/);
      const paths = [path, other, await written(store, trial, outcome)];
      assertEquals(new Set(paths).size, 3);

      const context = { data, code: "c", fusedMultiplyAdd };
      const ids = [undefined, "OpenBLAS 0.3.21", "OpenBLAS 0.3.22"].map((nativeMatmul) =>
        trialKeys(trial, { ...context, nativeMatmul }).trialId
      );
      assertEquals(new Set(ids).size, 3);
    }),
});

Deno.test({
  name: "reproduceRecord says at which evaluation and in which tensor a record was tampered with",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      using engine = createEngine();
      const trial = sampleTrial({ problem });
      const outcome = await runTrial({ trial, data, engine });
      const path = await written(store, trial, outcome);
      const { record, metrics } = readRunAt(path.replace("/record.json", ""));
      // By someone who makes its checksums fit.
      const [tensor, digest] = Object.entries(record.results.tensorDigests)[1];
      const flipped = (hex: string) => (hex[0] === "0" ? "1" : "0") + hex.slice(1);
      const loss = metrics[1].scores["train/loss"]!;
      const rows = metrics.with(1, {
        ...metrics[1],
        scores: { ...metrics[1].scores, "train/loss": loss * (1 + 2 ** -52) },
      });
      const results = {
        ...record.results,
        weightsDigest: flipped(record.results.weightsDigest!),
        tensorDigests: { ...record.results.tensorDigests, [tensor]: flipped(digest) },
      };
      await writeRun(store, { ...record, results }, rows);
      const { differences, reasons } = await reproduceRecord({ path });
      assertEquals(reasons, []);
      assertEquals(differences, [
        `at evaluation 2, after step ${rows[1].step}: train/loss is ${loss}, the record has ${
          rows[1].scores["train/loss"]
        }`,
        `in the final weights: ${tensor}, 1 of ${
          Object.keys(results.tensorDigests).length
        } tensors`,
      ]);
    }),
});

Deno.test({
  name: "reproduceRecord refuses damaged records, other files and trials that failed",
  ignore,
  fn: () =>
    withTemporaryFolder(async (store) => {
      const refusal = async (path: string) =>
        (await assertRejects(() => reproduceRecord({ path }), TaskError)).message;
      assertStringIncludes(
        await refusal("runs/metrics.csv"),
        "expected the path of a file record.json",
      );
      assertStringIncludes(await refusal(`${store}/record.json`), "missing");
      const trial = sampleTrial({ problem });
      using engine = createEngine();
      const wrong = { ...trial, optimizer: { name: "none", title: "None" } };
      const path = await written(store, wrong, await runTrial({ trial: wrong, data, engine }));
      assertStringIncludes(await refusal(path), "got one that failed");
      await Deno.writeTextFile(path, "{}");
      assertStringIncludes(await refusal(path), "Run record");
    }),
});

Deno.test({
  name:
    "reproduceRecord runs a plugin's trial in a process of its own, and refuses an edited plugin",
  ignore: ignore ||
    !isPermitted("reproduceRecord of plugins", { name: "run", command: Deno.execPath() }),
  fn: () =>
    withTemporaryFolder(async (store) => {
      const address = `${store}/mine.ts`;
      await Deno.writeTextFile(address, pluginText("mine"));
      const { snapshot } = await foreignOptimizer(address);
      const trial = sampleTrial({
        problem,
        plugin: snapshot.source,
        optimizer: { name: "mine", title: "Mine" },
        hyperparameters: { learningRate: 0.1 },
      });
      using runner = trialRunner();
      await using apart = isolatingRunner({ runner, snapshots: [snapshot] });
      const path = await written(store, trial, await apart.run({ trial, data }, () => {}));
      assertEquals((await reproduceRecord({ path })).differences, []);
      await Deno.writeTextFile(address, `${pluginText("mine")}\n// edited`);
      await assertRejects(() => reproduceRecord({ path }), TaskError, "put that one back");
    }),
});
