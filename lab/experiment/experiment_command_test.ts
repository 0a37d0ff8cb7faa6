import { integerFlag } from "@descent/cli";
import { assertEquals } from "@std/assert";
import type { Experiment } from "./experiment.ts";
import { experimentCommand } from "./experiment_command.ts";
import { imageFlags, type ImageFlagValues } from "./image_flags.ts";
import { knownOptimizers } from "./known_optimizers.ts";

const seeds = integerFlag({ doc: "Seeds.", default: 5, minimum: 1, maximum: 9 });
const experiment: Experiment<ImageFlagValues & { readonly seeds: number }> = {
  name: "ant",
  doc: "Which?",
  flags: () => ({ ...imageFlags, seeds }),
  run: () => Promise.reject(new Error("not run")),
};

Deno.test("experimentCommand has the common flags and its own, of which its own and the data come first", async () => {
  const optimizers = await knownOptimizers([]);
  const task = experimentCommand(experiment, { optimizers, problems: [] }, "experiment ant");
  assertEquals([task.name, task.flags.out.default], ["experiment ant", "reports/out/ant"]);
  assertEquals(task.main?.slice(0, 3), ["dataset", "seeds", "schedule"]);
  assertEquals(task.main!.every((name) => Object.hasOwn(task.flags, name)), true);
  assertEquals(task.topics?.texts.has("adam"), true);
});
