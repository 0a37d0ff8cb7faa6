import { assert, assertEquals } from "@std/assert";
import { gunzipSync } from "node:zlib";
import { sampleRun } from "../testing/sample_run.ts";
import { packTrials } from "./pack_trials.ts";

const unpacked = (packed: string) =>
  JSON.parse(gunzipSync(Uint8Array.fromBase64(packed)).toString());

Deno.test("packTrials keeps record and path, writes scores, and thins curves with their ends", () => {
  const { record, metrics: [first] } = sampleRun();
  const metrics = Array.from({ length: 500 }, (_, row) => ({
    ...first,
    epoch: row,
    scores: { "validation/loss": row === 499 ? NaN : row / 3 },
  }));
  const pictures = { shape: [1, 1, 3], worst: [], filters: null };
  const run = { record: { ...record, pictures }, metrics };
  const [{ record: kept, path, scores, curves }] = unpacked(packTrials([run]).packed);
  assertEquals(kept, record);
  assertEquals(path, "compare/digits-two-layer/adam/lr=0.001/seed-0/record.json");
  assertEquals(scores[3], {
    title: "Validation accuracy",
    final: "97.50\u202f%",
    best: "97.50\u202f%",
  });
  const [{ title, points }] = curves;
  assertEquals([title, points.length, points[0]], ["Validation loss", 59, [0, 0]]);
  assertEquals(points.at(-1), [491, 163.67]);
});

Deno.test("packTrials leaves out the last trials where there is no room for all", () => {
  const runs = Array.from({ length: 40 }, (_, seed) => {
    const { record, metrics } = sampleRun({ seed });
    const weightsDigest = seed.toString(16).padStart(64, "0");
    const results = { ...record.results, weightsDigest };
    return { record: { ...record, trialId: `id${seed}`, results }, metrics };
  });
  const { packed, ids } = packTrials(runs, { most: 2000 });
  assert(packed.length <= 2000);
  assert(ids.size > 0 && ids.size < 40);
  assertEquals([...ids], runs.slice(0, ids.size).map(({ record }) => record.trialId));
  assertEquals(unpacked(packed).length, ids.size);
});
