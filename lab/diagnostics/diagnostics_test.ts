import { createEngine } from "@descent/core";
import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { sampleData, sampleTrial } from "../testing/sample_trial.ts";
import { runTrial } from "../trials/run_trial.ts";

Deno.test("diagnostics measure each layer at each evaluation, and change no bit of the training", async () => {
  using engine = createEngine();
  const data = await sampleData();
  const plain = await runTrial({ trial: sampleTrial(), data, engine });
  const trial = sampleTrial({ observe: ["diagnostics", "gradientNorms"] });
  const measured = await runTrial({ trial, data, engine });
  assertEquals(measured.status, "completed");
  assertEquals(measured.results.weightsDigest, plain.results.weightsDigest);
  assertEquals(measured.results.final, plain.results.final);
  assertEquals(
    measured.metrics.map(({ scores }) => scores),
    plain.metrics.map(({ scores }) => scores),
  );
  assert(plain.metrics.every(({ extra }) => extra === undefined));
  for (const { extra } of measured.metrics) {
    const value = (column: string): number => extra![column]!;
    for (const layer of ["hidden1", "scores"]) {
      assert(value(`weight_norm.${layer}`) > 0 && value(`gradient_norm.${layer}`) > 0);
      const ratio = value(`update_norm.${layer}`) / value(`weight_norm.${layer}`);
      assertAlmostEquals(value(`update_ratio.${layer}`), ratio, 1e-12);
      assert(ratio > 0 && ratio < 1);
      assert(value(`activation_p05.${layer}`) <= value(`activation_p95.${layer}`));
    }
    assert(value("dead_units.hidden1") >= 0 && value("dead_units.hidden1") <= 1);
    // Scores are not rectified.
    assertEquals(extra!["dead_units.scores"], undefined);
    assert(Number.isFinite(value("sharpness")));
    assert("gradient_noise_scale" in extra!);
  }
});
