import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import {
  assert,
  assertEquals,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { checkpointFiles } from "../checkpoints/checkpoint_files.ts";
import { chooseProblem, type ModuleSource, type ProblemChoice, twoLayer } from "@descent/problems";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import type { TrialRequest } from "../trials/trial_request.ts";
import type { TrialOutcome } from "../trials/trial_outcome.ts";
import { trialRunner } from "../trials/trial_runner.ts";
import {
  type Attack,
  attacks,
  type AttackTime,
  MODULE_KINDS,
  type ModuleKind,
} from "./_attacks.ts";
import { type HostileCode, hostileText } from "./_hostile_text.ts";
import { foreignOptimizer } from "./foreign_optimizer.ts";
import { foreignProblem } from "./foreign_problem.ts";
import type { FOREIGN_LIMITS } from "./foreign_process.ts";
import { foreignSchedule } from "./foreign_schedule.ts";
import { isolatingRunner } from "./isolating_runner.ts";
import { type ModuleSnapshot, takeSnapshot } from "./module_snapshot.ts";

const ignore = !isPermitted("isolatingRunner", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});
type Limits = Partial<typeof FOREIGN_LIMITS>;
const loaders = { optimizer: foreignOptimizer, problem: foreignProblem, schedule: foreignSchedule };

/** An attack of a kind of module. */
interface Try extends Attack {
  readonly kind: ModuleKind;
}

/** The attacks at some times, by kinds of modules. */
function triesAt(...times: AttackTime[]): Try[] {
  const all: readonly Attack[] = Object.values(attacks.rows);
  return MODULE_KINDS.flatMap((kind) =>
    all.filter(({ at, kinds }) => times.includes(at) && kinds.includes(kind))
      .map((attack) => ({ ...attack, kind }))
  );
}

/** Does what there is to do, a few at a time. */
async function inTurn<T>(all: Iterable<T>, act: (each: T) => Promise<void>): Promise<void> {
  const queue = Iterator.from(all);
  await Promise.all(Array.from({ length: 3 }, async () => {
    for (const each of queue) await act(each);
  }));
}

let modules = 0;
async function snapshotOf(
  folder: string,
  kind: ModuleKind,
  code: HostileCode,
): Promise<ModuleSnapshot> {
  const path = `${folder}/${modules++}.ts`;
  await Deno.writeTextFile(path, hostileText(kind, code));
  return takeSnapshot(path);
}

/** A trial of the module of {@linkcode hostileText}, with its data. */
async function hostileTrial(
  kind: ModuleKind,
  source: ModuleSource,
  seed = 0,
): Promise<TrialRequest> {
  const sample = { experiment: "compare", seed };
  if (kind === "problem") {
    return { trial: sampleTrial({ ...sample, problem: ownProblem(source) }), data: { digest: "" } };
  }
  const data = await sampleData();
  if (kind === "optimizer") {
    const optimizer = { name: "mine", title: "Mine" };
    const hyperparameters = { learningRate: 0.01 };
    return { trial: sampleTrial({ ...sample, optimizer, hyperparameters, plugin: source }), data };
  }
  const schedule = { kind: "module", ...source } as const;
  const problem = chooseProblem(twoLayer, {
    options: { hidden: 8 },
    budget: { batchSize: 16, epochs: 2, schedule },
  });
  return { trial: sampleTrial({ ...sample, problem }), data };
}

function ownProblem(source: ModuleSource): ProblemChoice {
  return {
    name: "mine",
    title: "Mine",
    source,
    options: { curvature: 1 },
    budget: {
      batchSize: 1,
      epochs: 20,
      evaluationsPerEpoch: 0.5,
      schedule: "constant",
      target: null,
    },
    dtype: "f32",
    metrics: { loss: { title: "value", better: "lower", format: "number" } },
    selection: "validation/loss",
    learningRates: {},
  };
}

/** Runs trials of a module, one after the other in a process of its own. */
async function outcomesOf(
  kind: ModuleKind,
  snapshot: ModuleSnapshot,
  { limits = {}, seeds = [0] }: { readonly limits?: Limits; readonly seeds?: number[] } = {},
): Promise<TrialOutcome[]> {
  using runner = trialRunner();
  await using apart = isolatingRunner({ runner, snapshots: [snapshot], limits });
  const outcomes = [];
  for (const seed of seeds) {
    outcomes.push(await apart.run(await hostileTrial(kind, snapshot.source, seed), () => {}));
  }
  return outcomes;
}

function assertFailed({ status, error }: TrialOutcome, { kind, what, says }: Try): void {
  const attack = `${kind}: ${what}`;
  assertNotEquals(status, "completed", attack);
  if (says === undefined) return;
  assertEquals(status, "failed", attack);
  assertStringIncludes(error!, says, attack);
  assertMatch(error!, /^\P{Cc}{1,500}$/u, attack);
}

Deno.test({
  name:
    "isolatingRunner gives the same bits as a trial in this process, and runs the text that was read",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      using runner = trialRunner();
      for (const kind of MODULE_KINDS) {
        const snapshot = await snapshotOf(folder, kind, {});
        const { source } = await snapshotOf(folder, kind, {});
        await Deno.writeTextFile(snapshot.source.address, "throw new Error('edited')");
        const [outcome] = await outcomesOf(kind, snapshot);
        const { results, status } = await runner.run(await hostileTrial(kind, source), () => {});
        assertEquals([outcome.status, outcome.error], [status, null]);
        assertEquals(outcome.results.weightsDigest, results.weightsDigest);
      }
    }),
});

Deno.test({
  name:
    "isolatingRunner runs a rule on a problem that lies in the same folder, under another address too",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const snapshots = [
        await snapshotOf(folder, "optimizer", {}),
        await snapshotOf(folder, "problem", {}),
      ];
      const [plugin, problem] = snapshots.map(({ source }) => source);
      using runner = trialRunner();
      await using apart = isolatingRunner({ runner, snapshots });
      const optimizer = { name: "mine", title: "Mine" };
      const hyperparameters = { learningRate: 0.01 };
      const trial = sampleTrial({
        experiment: "compare",
        optimizer,
        hyperparameters,
        plugin,
        problem: ownProblem(problem),
      });
      const data = { digest: "" };
      const here = await runner.run({ trial, data }, () => {});
      const moved = { ...trial, plugin: { ...plugin, address: "./elsewhere.ts" } };
      for (const each of [trial, moved]) {
        const outcome = await apart.run({ trial: each, data }, () => {});
        assertEquals([outcome.status, outcome.error], [here.status, null]);
        assertEquals(outcome.results.weightsDigest, here.results.weightsDigest);
      }
    }),
});

Deno.test({
  name:
    "isolatingRunner makes checkpoints of a plugin's trial, and goes on from one to the same bits",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const snapshot = await snapshotOf(folder, "optimizer", {});
      const { trial, data } = await hostileTrial("optimizer", snapshot.source);
      using runner = trialRunner();
      await using apart = isolatingRunner({ runner, snapshots: [snapshot] });
      const files = checkpointFiles(`${folder}/checkpoints`, "mine");
      const run = async () => {
        const from = files.read().checkpoint;
        const steps: number[] = [];
        const checkpoints = { training: "mine", every: 0, from };
        const { results } = await apart.run({ trial, data, checkpoints }, () => {}, (file) => {
          steps.push(file.step);
          if (from === undefined && file.step <= 5) files.write(file.step, file.bytes);
        });
        return { digest: results.weightsDigest, steps };
      };
      const first = await run(), second = await run();
      assertEquals(first.steps, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      assertEquals(second, { digest: first.digest, steps: [6, 7, 8, 9, 10, 11] });
    }),
});

Deno.test({
  name: "isolatingRunner stops a trial in an endless step, and runs the next one",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const endless = await snapshotOf(folder, "optimizer", { step: "for (;;) {}" });
      const plain = await snapshotOf(folder, "optimizer", {});
      using runner = trialRunner();
      await using apart = isolatingRunner({ runner, snapshots: [endless, plain] });
      const request = await hostileTrial("optimizer", endless.source);
      setTimeout(() => apart.stop("stopped by a test"), 500);
      const { status, error } = await apart.run(request, () => {});
      assertEquals([status, error], ["failed", "stopped by a test"]);
      const next = await apart.run(await hostileTrial("optimizer", plain.source), () => {});
      assertEquals(next.status, "completed");
    }),
});

Deno.test({
  name: "third-party code may do nothing that needs a permission, nor leave",
  ignore,
  fn: () =>
    withTemporaryFolder((folder) =>
      inTurn(Map.groupBy(triesAt("denied"), ({ kind }) => kind), async ([kind, denied]) => {
        const code = denied.map(({ code, what }) =>
          `try { ${code}; done.push(${JSON.stringify(what)}); } catch { denied++; }`
        );
        const top = `const done = []; let denied = 0; ${code.join("\n")}
          throw new Error(denied + " denied, done: " + done);`;
        const path = `${folder}/${kind}.ts`;
        await Deno.writeTextFile(path, hostileText(kind, { import: top }));
        const error = await assertRejects(() => loaders[kind](path), Error);
        assertStringIncludes(error.message, `'${denied.length} denied, done: '`);
        assert(denied.length >= 20);
      })
    ),
});

Deno.test({
  name: "third-party code is refused in one sentence that fails before a trial",
  ignore,
  fn: () =>
    withTemporaryFolder((folder) =>
      inTurn(triesAt("import", "load"), async ({ kind, at, what, code, says }) => {
        const path = `${folder}/${modules++}.ts`;
        await Deno.writeTextFile(path, hostileText(kind, { [at]: code }));
        const limits = { preparationSeconds: says === "did nothing" ? 1 : 60 };
        const error = await assertRejects(() => loaders[kind](path, { limits }));
        assert(error instanceof TypeError || error instanceof RangeError);
        assertStringIncludes(error.message, says!, `${kind}: ${what}`);
        assertMatch(error.message, /^[^\n]{1,600}$/);
      })
    ),
});

/** The weights of a trial of no third party, before and after something. */
async function assertSameBits(act: () => Promise<void>): Promise<void> {
  const data = await sampleData();
  using runner = trialRunner();
  const digest = async () => {
    const { results } = await runner.run({ trial: sampleTrial(), data }, () => {});
    return results.weightsDigest;
  };
  const before = await digest();
  await act();
  assertEquals(await digest(), before);
}

Deno.test({
  name: "hostile trials that are ended fail alone, in one sentence, and change no bit of any other",
  ignore,
  fn: () =>
    withTemporaryFolder((folder) =>
      assertSameBits(async () => {
        const ended = triesAt("create", "step").filter(({ says }) => says !== undefined);
        await inTurn(ended, async (attack) => {
          const { kind, at, code, says } = attack;
          const snapshot = await snapshotOf(folder, kind, { [at]: code });
          const limits = {
            silentSeconds: says === "did nothing in a step" ? 1 : 60,
            trialSeconds: says === "took longer than" ? 1 : 60,
            memoryBytes: 400 * 2 ** 20,
          };
          const [outcome] = await outcomesOf(kind, snapshot, { limits });
          assertFailed(outcome, attack);
        });
      })
    ),
});

Deno.test({
  name:
    "hostile trials that throw or falsify fail alone, in one sentence, in a process that goes on",
  ignore,
  fn: () =>
    withTemporaryFolder((folder) =>
      inTurn(Map.groupBy(triesAt("throw", "evaluate"), ({ kind }) => kind), async ([kind, all]) => {
        // The trials that a process has had say which attack is next.
        const cases = (time: AttackTime) =>
          all.map(({ at, code }, index) =>
            at === time ? `if (trials === ${index + 1}) { ${code} }` : ""
          )
            .join("\n");
        const code = { create: "trials++;", step: cases("throw"), evaluate: cases("evaluate") };
        const snapshot = await snapshotOf(folder, kind, code);
        const outcomes = await outcomesOf(kind, snapshot, { seeds: [...all.keys(), all.length] });
        all.forEach((attack, index) => assertFailed(outcomes[index], attack));
        assertEquals([outcomes.at(-1)!.status, outcomes.at(-1)!.error], ["completed", null]);
      })
    ),
});

Deno.test({
  name: "hostile trials that override what others use change no bit of any other",
  ignore,
  fn: () =>
    withTemporaryFolder((folder) =>
      assertSameBits(async () => {
        const overriding = triesAt("create", "step").filter(({ says }) => says === undefined);
        await inTurn(Map.groupBy(overriding, ({ kind }) => kind), async ([kind, all]) => {
          const codeAt = (time: AttackTime) =>
            all.map(({ at, code }) => at === time ? `try { ${code} } catch {}` : "").join("\n");
          const code = { create: codeAt("create"), step: codeAt("step") };
          const limits = { preparationSeconds: 5, silentSeconds: 5 };
          await outcomesOf(kind, await snapshotOf(folder, kind, code), { limits });
        });
      })
    ),
});

Deno.test({
  name: "a plugin's texts are cleaned: escape sequences, directions of writing, and lengths",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/mine.ts`;
      const title = `\x1b[2J\x07\u202eMine${"!".repeat(1e6)}`;
      for (const kind of ["optimizer", "problem"] as const) {
        await Deno.writeTextFile(path, hostileText(kind, {}, title));
        const { plugin } = await loaders[kind](path);
        assertMatch(plugin.title, /^Mine!{495}…$/);
      }
    }),
});

Deno.test({
  name: "isolatingRunner does not try further trials of a module of which two had to be ended",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const snapshot = await snapshotOf(folder, "optimizer", { step: "for (;;);" });
      const limits = { silentSeconds: 0.5 };
      const outcomes = await outcomesOf("optimizer", snapshot, { limits, seeds: [1, 2, 3] });
      assertMatch(outcomes[1].error!, /^The trial was ended: it did nothing in a step/);
      assertMatch(outcomes[2].error!, /^It was not tried: 2 trials/);
    }),
});
