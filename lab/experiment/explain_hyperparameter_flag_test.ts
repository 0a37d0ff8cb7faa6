import { assertEquals } from "@std/assert";
import { explainHyperparameterFlag } from "./explain_hyperparameter_flag.ts";
import { knownOptimizers } from "./known_optimizers.ts";

Deno.test("explainHyperparameterFlag shows how a hyperparameter is set, by its usual names too", async () => {
  const known = await knownOptimizers([]);
  const sgdLike = known.filter(({ plugin }) => ["momentum", "adamw"].includes(plugin.name));
  assertEquals(
    explainHyperparameterFlag("momentum", sgdLike),
    "expected no --momentum, which is a hyperparameter of momentum; set it for one of them: --set momentum.momentum=<number>",
  );
  assertEquals(
    explainHyperparameterFlag("wd", sgdLike),
    "expected no --wd, which is weightDecay, a hyperparameter of adamw; set it for one of them: " +
      "--set adamw.weightDecay=<number>",
  );
  for (const flag of ["dropout", "constructor", "toString"]) {
    assertEquals(explainHyperparameterFlag(flag, known), undefined);
  }
});
