import { helpText } from "@descent/cli";
import { optimizerCatalogue } from "@descent/optim";
import { assert, assertStringIncludes } from "@std/assert";
import { knownOptimizers } from "./known_optimizers.ts";
import { optimizerHelp } from "./optimizer_help.ts";

Deno.test("optimizerHelp lists every optimizer with every hyperparameter and its doc", async () => {
  const help = optimizerHelp(await knownOptimizers([]));
  for (const { name, title, hyperparameters } of optimizerCatalogue) {
    assertStringIncludes(help, `\n  ${name}: ${title}, `);
    for (const [key, { doc }] of Object.entries(hyperparameters)) {
      assertStringIncludes(help, `\n    ${key}: ${doc} From `);
    }
  }
  const lines = helpText({ name: "compare", doc: "", flags: {}, notes: help }).split("\n");
  assert(lines.every((line) => line.length <= 100));
});
