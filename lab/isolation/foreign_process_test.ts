import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertRejects } from "@std/assert";
import { pluginText } from "../testing/mod.ts";
import { ForeignEnd, foreignProcess } from "./foreign_process.ts";
import { takeSnapshot } from "./module_snapshot.ts";

const ignore = !isPermitted("foreignProcess", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});

Deno.test({
  name: "foreignProcess answers one request after another, and none once it has ended",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/mine.js`, pluginText("mine"));
      const snapshot = takeSnapshot(`${folder}/mine.js`);
      const process = foreignProcess({ snapshots: [snapshot] });
      const request = { kind: "optimizer", plugin: snapshot.entry, taken: [] } as const;
      const [first, second] = [await process.ask(request), await process.ask(request)];
      assertEquals(first, second);
      assertEquals("value" in first, true);
      await process[Symbol.asyncDispose]();
      assertEquals(process.isAlive, false);
      await assertRejects(() => process.ask(request), ForeignEnd);
    }),
});

Deno.test({
  name: "foreignProcess ends one that takes more memory than it may",
  ignore,
  fn: async () => {
    const limits = { memoryBytes: 2 ** 20 };
    await using process = foreignProcess({ snapshots: [], limits });
    const request = { kind: "optimizer", plugin: "file:///none.js", taken: [] } as const;
    await assertRejects(() => process.ask(request), ForeignEnd, "of 1 MiB that it may");
  },
});
