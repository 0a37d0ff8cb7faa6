import { helpText } from "@descent/cli";
import { optimizerCatalogue } from "@descent/optim";
import { assert, assertStringIncludes } from "@std/assert";
import { knownOptimizers } from "./known_optimizers.ts";
import { optimizerHelp } from "./optimizer_help.ts";

Deno.test("optimizerHelp tells of every optimizer every hyperparameter with its doc, and the equation", async () => {
  const topics = optimizerHelp(await knownOptimizers([]));
  for (const { name, title, hyperparameters } of optimizerCatalogue) {
    const text = topics.texts.get(name)!;
    assertStringIncludes(text, `${name}: ${title}, `);
    for (const [key, { doc }] of Object.entries(hyperparameters)) {
      assertStringIncludes(text, `\n    ${key}: ${doc} From `);
    }
  }
  assertStringIncludes(topics.texts.get("sgd")!, "w ← w − η·g.");
  const task = { name: "compare", doc: "", flags: {}, topics };
  for (const topic of ["all", "muon"]) {
    const lines = helpText(task, topic).split("\n");
    assert(lines.every((line) => line.length <= 100));
  }
});
