import { isPermitted } from "@descent/cli/testing";
import { createEngine } from "@descent/core";
import { characterModel, chooseProblem } from "@descent/problems";
import { assertEquals } from "@std/assert";
import { sampleTrial } from "../testing/mod.ts";
import { runTrial } from "./run_trial.ts";

/** Its text lies in a file. */
const ignore = !isPermitted("runTrial with samples of a text", { name: "read" });

Deno.test(
  "runTrial keeps what the trained model writes in a trial that judges, and what others score",
  {
    ignore,
  },
  async () => {
    const small = { characters: 2000, steps: 8, width: 4, layers: 1 };
    const problem = chooseProblem(characterModel, { options: small, budget: { epochs: 0.1 } });
    const data = await characterModel.load(problem.options, {});
    using engine = createEngine();
    const outcome = (testing: boolean) =>
      runTrial({ trial: sampleTrial({ problem, testing }), data, engine });
    const [judged, again, searched] = [
      await outcome(true),
      await outcome(true),
      await outcome(false),
    ];
    assertEquals([judged.status, judged.error], ["completed", null]);
    assertEquals(judged.samples.map((text) => text.length), [400]);
    assertEquals(judged.samples, again.samples);
    assertEquals(searched.samples, []);
    assertEquals(judged.references, data.references);
    assertEquals(data.references!.map(({ metric }) => metric), [
      "validation/loss",
      "validation/perplexity",
    ]);
  },
);
