import { assertEquals, assertStringIncludes } from "@std/assert";
import { isPermitted } from "../_permissions.ts";
import { sampleDataset, sampleTrial } from "../sample_trial.ts";
import { shareDataset } from "./shared_dataset.ts";
import type { TrialAdvance } from "./trial_request.ts";
import { trialRunner } from "./trial_runner.ts";

const ignore = !isPermitted("trialRunner", { name: "read" });

Deno.test({
  name: "trialRunner runs trials one after another and tells how far they are",
  ignore,
  async fn() {
    const dataset = await shareDataset(sampleDataset());
    using runner = trialRunner();
    for (const seed of [0, 1]) {
      const heard: TrialAdvance[] = [];
      const request = { trial: sampleTrial({ seed }), dataset };
      const outcome = await runner.run(request, (advance) => heard.push(advance));
      assertEquals(outcome.status, "completed");
      assertEquals(
        heard,
        outcome.metrics.map(({ epoch, validationAccuracy }) => ({ epoch, validationAccuracy })),
      );
    }
  },
});

Deno.test({
  name: "trialRunner fails the trial whose worker dies, and runs the next one in a new worker",
  ignore,
  async fn() {
    const dataset = await shareDataset(sampleDataset());
    // Throws outside of the trial's own call, where nothing in the worker can catch it.
    const text = `setTimeout(() => { throw new Error("out of nowhere"); }, 0);
      export default { name: "bad", title: "Bad", reference: "none",
        hyperparameters: { learningRate: { default: 1, range: [0, 1], scale: "log", doc: "R." } },
        create: () => new Promise(() => {}) };
      await new Promise(() => {});`;
    const plugin = { address: `data:text/javascript,${encodeURIComponent(text)}`, digest: "" };
    const bad = sampleTrial({ plugin, optimizer: { name: "bad", title: "Bad" } });
    using runner = trialRunner();
    const failed = await runner.run({ trial: bad, dataset }, () => {});
    assertEquals(failed.status, "failed");
    assertStringIncludes(failed.error!, "out of nowhere");
    const next = await runner.run({ trial: sampleTrial(), dataset }, () => {});
    assertEquals(next.status, "completed");
  },
});
