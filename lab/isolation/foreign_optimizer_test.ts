import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { adam } from "@descent/optim";
import { pluginText } from "../testing/_plugin_text.ts";
import { foreignOptimizer } from "./foreign_optimizer.ts";

const ignore = !isPermitted("foreignOptimizer", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});

Deno.test("foreignOptimizer gives a plugin's table as plain data, and refuses a taken name", {
  ignore,
}, () =>
  withTemporaryFolder(async (folder) => {
    const path = `${folder}/mine.js`;
    const search = 'search: { choice: [0, 0.9] }, choices: ["no", "yes"], whole: true, ';
    const row = `mode: { default: 0, range: [0, 1], scale: "linear", ${search}doc: "Mode." }, `;
    const text = pluginText("mine").replace("learningRate: {", `${row}learningRate: {`);
    await Deno.writeTextFile(path, text.replace("[0, 0.9]", "[0, 1]"));
    const { plugin, snapshot } = await foreignOptimizer(path);
    assertEquals([plugin.name, plugin.title, snapshot.source.address], ["mine", "Mine", path]);
    assertEquals((plugin.hyperparameters as Readonly<Record<string, unknown>>).mode, {
      default: 0,
      range: [0, 1],
      scale: "linear",
      search: { choice: [0, 1] },
      whole: true,
      choices: ["no", "yes"],
      doc: "Mode.",
    });
    assertThrows(
      () => plugin.create([], { learningRate: 1 }),
      TypeError,
      "runs in a process of its own",
    );
    await Deno.writeTextFile(path, pluginText("adam"));
    await assertRejects(() => foreignOptimizer(path, { taken: [adam] }), TypeError, "adam");
  }));
