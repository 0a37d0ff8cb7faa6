import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { type Run, writeRun } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { liveTrials } from "../trials/live_trials.ts";
import { storeWatch } from "./store_watch.ts";

Deno.test({
  name: "storeWatch reads each trial once, those that come later, and tells of damaged ones",
  ignore: !isPermitted("storeWatch", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const heard: Run[] = [], told: string[] = [];
      const trials = liveTrials();
      const watch = { ...trials, ended: (run: Run) => void heard.push(run) };
      const store = storeWatch({ folders: [folder], watch, tell: (line) => void told.push(line) });
      const write = async (seed: number) => {
        const { record, metrics } = sampleRun({ seed });
        return await writeRun(folder, record, metrics);
      };
      await write(1);
      await store.scan();
      await store.scan();
      assertEquals(heard.map(({ record }) => record.seed), [1]);
      await write(2);
      const damaged = await write(3);
      await Deno.writeTextFile(`${damaged}/record.json`, "{\u001b[2J");
      await Deno.mkdir(`${folder}/a/seed-9.unfinished`, { recursive: true });
      await Deno.writeTextFile(`${folder}/a/seed-9.unfinished/record.json`, "{");
      await store.scan();
      await store.scan();
      assertEquals(heard.map(({ record }) => record.seed), [1, 2]);
      assertEquals([store.count, told.length], [2, 1]);
      assertStringIncludes(told[0], "not JSON");
      assertEquals(/\p{Cc}/u.test(told[0]), false);
    }),
});
