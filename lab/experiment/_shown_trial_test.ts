import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { liveTrials } from "@descent/live";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import { shownTrial } from "./_shown_trial.ts";

Deno.test({
  name:
    "shownTrial has the evaluations of the checkpoint that it goes on from, and is stopped while it runs",
  ignore: !isPermitted("shownTrial", ...FILES),
  fn: () =>
    withTemporaryFolder((runsFolder) => {
      const { record, metrics: [first, second] } = sampleRun();
      const watch = liveTrials();
      let stopped = 0;
      const options = { runsFolder, watch, before: [first], stop: () => void stopped++ };
      using shown = shownTrial({ ...record, epochs: 2 }, options);
      shown.evaluated(second);
      assertEquals(watch.latest()[0].rows, [first, second]);
      watch.stop(record.trialId);
      assertEquals([stopped, shown.isStopped], [1, true]);
      shown.ended();
      watch.stop(record.trialId);
      assertEquals(stopped, 1);
      return Promise.resolve();
    }),
});
