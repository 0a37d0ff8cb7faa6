import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { optimizerCatalogue } from "@descent/optim";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { pluginText } from "../testing/mod.ts";
import { foreignOptimizer } from "./foreign_optimizer.ts";

const ignore = !isPermitted("foreignOptimizer", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});

Deno.test({
  name: "foreignOptimizer gives a plugin as plain data, which does not run here",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/mine.js`;
      await Deno.writeTextFile(path, `delete Math.acosh;${pluginText("mine")}`);
      const { plugin } = await foreignOptimizer(path, { taken: optimizerCatalogue });
      assertEquals([plugin.name, plugin.hyperparameters.learningRate.default], ["mine", 0.1]);
      assertEquals(typeof Math.acosh, "function");
      assertThrows(() => plugin.create([], { learningRate: 1 }), TypeError, "loadPlugin");
    }),
});

Deno.test({
  name: "foreignOptimizer names the user's file in errors, and the line of a syntax error",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/mine.js`;
      await Deno.writeTextFile(path, "\n\nexport default {");
      await assertRejects(
        () => foreignOptimizer(path),
        SyntaxError,
        `Plugin '${path}': expected a TypeScript or JavaScript module, got a syntax error in line 3`,
      );
    }),
});
