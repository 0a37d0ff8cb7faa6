import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { checkpointFiles } from "../checkpoints/checkpoint_files.ts";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import type { ModuleSource } from "@descent/problems";
import type { Trial } from "../trials/trial.ts";
import type { TrialOutcome } from "../trials/trial_outcome.ts";
import { trialRunner } from "../trials/trial_runner.ts";
import { type Attack, attacks, type AttackTime } from "./_attacks.ts";
import { foreignOptimizer } from "./foreign_optimizer.ts";
import type { FOREIGN_LIMITS } from "./foreign_process.ts";
import { isolatingRunner } from "./isolating_runner.ts";
import { type ModuleSnapshot, takeSnapshot } from "./module_snapshot.ts";

const ignore = !isPermitted("isolatingRunner", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});
const rows: Readonly<Record<string, Attack>> = attacks.rows;

function attacksAt(...times: AttackTime[]): [name: string, attack: Attack][] {
  return Object.entries(rows).filter(([, { at }]) => times.includes(at));
}

/** The text of a plugin that attacks. */
function hostileText(code: Partial<Record<AttackTime, string>>, title = "Mine"): string {
  const { import: top = "", create = "", step = "" } = code;
  // Only one default is exported.
  const plugin = top.includes("as default") ? "" : "export default plugin;";
  return `
    import * as optim from "@descent/optim";
    const hoard = [];
    const rows = { learningRate: { default: 0.1, range: [0, 1e9], scale: "log", doc: "Rate." } };
    ${top}
    const plugin = {
      name: "mine", title: ${JSON.stringify(title)}, reference: "nobody", hyperparameters: rows,
      create(parameters) {
        ${create}
        return {
          state: {},
          step({ learningRate }) {
            ${step}
            for (const { value, gradient } of parameters) {
              for (let i = 0; i < value.size; i++) value.data[i] -= learningRate * gradient.data[i];
            }
          },
        };
      },
    };
    ${plugin}`;
}

async function snapshotOf(folder: string, name: string, text: string): Promise<ModuleSnapshot> {
  const path = `${folder}/${name}.ts`;
  await Deno.writeTextFile(path, text);
  return takeSnapshot(path);
}

function trialOf(plugin: ModuleSource, seed = 0): Trial {
  const optimizer = { name: "mine", title: "Mine" };
  return sampleTrial({ plugin, optimizer, hyperparameters: { learningRate: 0.01 }, seed });
}

/** Runs a trial of a module in a process of its own. */
async function outcomeOf(
  snapshot: ModuleSnapshot,
  limits: Partial<typeof FOREIGN_LIMITS> = {},
): Promise<TrialOutcome> {
  using runner = trialRunner();
  await using apart = isolatingRunner({ runner, snapshots: [snapshot], limits });
  return await apart.run({ trial: trialOf(snapshot.source), data: await sampleData() }, () => {});
}

Deno.test({
  name:
    "isolatingRunner gives the same bits as a trial in this process, and runs the text that was read",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const snapshot = await snapshotOf(folder, "mine", hostileText({}));
      const { source } = await snapshotOf(folder, "copy", hostileText({}));
      await Deno.writeTextFile(`${folder}/mine.ts`, "throw new Error('edited')");
      const outcome = await outcomeOf(snapshot);
      using runner = trialRunner();
      const { results, status } = await runner.run({
        trial: trialOf(source),
        data: await sampleData(),
      }, () => {});
      assertEquals([outcome.status, outcome.error], [status, null]);
      assertEquals(outcome.results.weightsDigest, results.weightsDigest);
    }),
});

Deno.test({
  name:
    "isolatingRunner makes checkpoints of a plugin's trial, and goes on from one to the same bits",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const snapshot = await snapshotOf(folder, "mine", hostileText({}));
      const trial = trialOf(snapshot.source), data = await sampleData();
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
  name: "a plugin may do nothing that needs a permission, nor leave",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const denied = attacksAt("denied");
      const tries = denied.map(([name, { code }]) =>
        `try { ${code}; rows.${name} = row("it succeeded"); } ` +
        `catch (error) { rows.${name} = row("denied: " + error.message); }`
      );
      const top = `const row = (doc) => ({ ...rows.learningRate, doc }); ${tries.join("\n")}`;
      const path = `${folder}/denied.ts`;
      await Deno.writeTextFile(path, hostileText({ import: top }));
      const { plugin } = await foreignOptimizer(path);
      const table = plugin.hyperparameters as unknown as Record<string, { doc: string }>;
      for (const [name, { what }] of denied) {
        assertMatch(table[name].doc, /^denied: /, `${what}: ${table[name].doc}`);
      }
      assert(denied.length >= 20);
    }),
});

for (const [name, { what, code, says }] of attacksAt("import")) {
  Deno.test({
    name: `a plugin is refused in one sentence that ${what.toLowerCase()}`,
    ignore,
    fn: () =>
      withTemporaryFolder(async (folder) => {
        const path = `${folder}/${name}.ts`;
        await Deno.writeTextFile(path, hostileText({ import: code }));
        const limits = { preparationSeconds: 4 };
        const error = await assertRejects(() => foreignOptimizer(path, { limits }));
        assert(error instanceof TypeError || error instanceof RangeError);
        assertStringIncludes(error.message, says!);
        assertMatch(error.message, /^[^\n]{1,600}$/);
      }),
  });
}

Deno.test({
  name: "hostile plugins fail their own trial in one sentence, and change no bit of any other",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const data = await sampleData();
      using runner = trialRunner();
      const other = async () => {
        const { results } = await runner.run({ trial: sampleTrial(), data }, () => {});
        return results.weightsDigest;
      };
      const before = await other();
      const attack = async ([name, { at, what, code, says }]: [string, Attack]) => {
        const snapshot = await snapshotOf(folder, name, hostileText({ [at]: code }));
        const { status, error } = await outcomeOf(snapshot, {
          silentSeconds: at === "step" && code.startsWith("for (;;);") ? 1 : 60,
          trialSeconds: name === "slowSteps" ? 1 : 60,
          memoryBytes: 400 * 2 ** 20,
        });
        if (says === undefined) return;
        assertEquals(status, "failed", what);
        assertStringIncludes(error!, says, what);
        assertMatch(error!, /^\P{Cc}{1,500}$/u, what);
      };
      const queue = attacksAt("create", "step").values();
      await Promise.all(Array.from({ length: 3 }, async () => {
        for (const next of queue) {
          await attack(next);
          assertEquals(await other(), before, next[0]);
        }
      }));
    }),
});

Deno.test({
  name: "a plugin's texts are cleaned: escape sequences, directions of writing, and lengths",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/mine.ts`;
      const title = `\x1b[2J\x07\u202eMine${"!".repeat(1e6)}`;
      await Deno.writeTextFile(path, hostileText({}, title));
      const { plugin } = await foreignOptimizer(path);
      assertMatch(plugin.title, /^Mine!{495}…$/);
    }),
});

Deno.test({
  name: "isolatingRunner does not try further trials of a module of which two had to be ended",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const snapshot = await snapshotOf(folder, "mine", hostileText({ step: "for (;;);" }));
      using runner = trialRunner();
      const limits = { silentSeconds: 0.5 };
      await using apart = isolatingRunner({ runner, snapshots: [snapshot], limits });
      const data = await sampleData();
      const errors = [];
      for (const seed of [1, 2, 3]) {
        const trial = trialOf(snapshot.source, seed);
        errors.push((await apart.run({ trial, data }, () => {})).error!);
      }
      assertMatch(errors[1], /^The trial was ended: it did nothing in a step/);
      assertMatch(errors[2], /^It was not tried: 2 trials/);
    }),
});
