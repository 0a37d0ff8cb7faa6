import { assert, assertEquals } from "@std/assert";
import { fakeLaboratory, sampleTrial } from "@descent/lab/testing";
import { interleaved } from "./interleaved.ts";

Deno.test("interleaved runs a few of each part early on", async () => {
  const laboratory = fakeLaboratory(({ seed }) => 1 / (1 + seed));
  const trials = Array.from({ length: 100 }, (_, seed) => sampleTrial({ seed }));
  const runs = await interleaved(laboratory).run(trials, { furtherTrials: 7 });
  assertEquals(runs.map(({ record }) => record.seed), trials.map(({ seed }) => seed));
  const [{ trials: asked, furtherTrials }] = laboratory.calls;
  assertEquals(furtherTrials, 7);
  const early = asked.slice(0, 20).map(({ seed }) => Math.floor(seed / 10));
  assert(new Set(early).size === 10, `${early}`);
});

Deno.test("interleaved runs third parties' rules last, in their order", async () => {
  const laboratory = fakeLaboratory(() => 1);
  const plugin = { address: "mine.ts", digest: "0" };
  const trials = Array.from(
    { length: 12 },
    (_, seed) => sampleTrial({ seed, plugin: seed < 6 ? plugin : null }),
  );
  const runs = await interleaved(laboratory).run(trials);
  assertEquals(runs.map(({ record }) => record.seed), trials.map(({ seed }) => seed));
  const asked = laboratory.calls[0].trials.map(({ seed }) => seed);
  assertEquals(asked.slice(6), [0, 1, 2, 3, 4, 5]);
});
