import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { optimizerCatalogue } from "@descent/optim";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { takeSnapshot } from "../isolation/module_snapshot.ts";
import { foreignNotice } from "./foreign_notice.ts";

Deno.test({
  name: "foreignNotice says which code runs with which rights, and which is not used",
  ignore: !isPermitted("foreignNotice", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const address = `${folder}/mine.ts`;
      await Deno.writeTextFile(address, "");
      const snapshot = takeSnapshot(address);
      const { source } = snapshot;
      const plugin = { ...optimizerCatalogue[0], name: "mine" };
      const known = { optimizers: [{ plugin, source, snapshot }], problems: [] };
      const [rights, ...others] = foreignNotice(known, {
        allowPluginImports: true,
        optimizers: ["mine"],
      });
      assertStringIncludes(rights, "mine.ts");
      assertStringIncludes(rights, "no network");
      assertStringIncludes(rights, "downloaded");
      assertEquals(others, []);
      const wrapped = { plugin: { ...plugin, name: "cautious-mine" }, source };
      const [, ...none] = foreignNotice({ ...known, optimizers: [...known.optimizers, wrapped] }, {
        allowPluginImports: false,
        optimizers: ["cautious-mine"],
      });
      assertEquals(none, []);
      const [, unused] = foreignNotice(known, { allowPluginImports: false, optimizers: ["sgd"] });
      assertEquals(
        unused,
        `Plugin '${address}' is not used: 'mine' is not among --optimizers sgd`,
      );
    }),
});
