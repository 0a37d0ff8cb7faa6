import { assertEquals } from "@std/assert";
import { fakeLaboratory, sampleTrial } from "../testing/mod.ts";
import { runGroups } from "./run_groups.ts";

Deno.test("runGroups asks for all trials at once, and gives each group its own runs", async () => {
  const laboratory = fakeLaboratory(() => 0.5);
  const groups = [[3], [], [1, 2]].map((seeds) => seeds.map((seed) => sampleTrial({ seed })));
  const runs = await runGroups(laboratory, groups, { furtherTrials: 4 });
  assertEquals(runs.map((own) => own.map(({ record }) => record.seed)), [[3], [], [1, 2]]);
  assertEquals(
    laboratory.calls.map(({ trials, furtherTrials }) => [trials.length, furtherTrials]),
    [
      [3, 4],
    ],
  );
});
