import { progressTracker, TaskError } from "@descent/cli";
import { FILES, isPermitted } from "@descent/cli/testing";
import type { Run } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import { currentEnvironment } from "../trials/environment.ts";
import { storedLaboratory } from "./stored_laboratory.ts";

const ignore = !isPermitted("stored laboratories", ...FILES);

function laboratory(find: (seed: number) => Run | undefined) {
  return storedLaboratory({
    load: sampleData,
    environment: currentEnvironment(),
    tracker: progressTracker(),
    place: "runs-a",
    find: (keys) => keys.map(({ seed }) => find(seed)),
  });
}

Deno.test({
  name: "storedLaboratory gives trials the purpose that they are wanted for",
  ignore,
  fn: async () => {
    const trials = [sampleTrial({ seed: 1 }), sampleTrial({ seed: 2, phase: "final" })];
    const runs = await laboratory((seed) => sampleRun({ seed, phase: "another" })).run(trials);
    assertEquals(runs.map(({ record }) => [record.seed, record.phase]), [
      [1, trials[0].phase],
      [2, "final"],
    ]);
  },
});

Deno.test({
  name: "storedLaboratory refuses to go on where trials are missing",
  ignore,
  fn: async () => {
    const trials = [1, 2, 3].map((seed) => sampleTrial({ seed }));
    await assertRejects(
      () => laboratory((seed) => seed === 1 ? sampleRun({ seed }) : undefined).run(trials),
      TaskError,
      "2 of 3 trials are not in runs-a",
    );
  },
});
