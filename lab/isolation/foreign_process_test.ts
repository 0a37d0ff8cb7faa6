import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { pluginText } from "../testing/_plugin_text.ts";
import { ForeignEnd, foreignProcess } from "./foreign_process.ts";
import { takeSnapshot } from "./module_snapshot.ts";

const ignore = !isPermitted("foreignProcess", ...FILES, {
  name: "run",
  command: Deno.execPath(),
});

Deno.test("foreignProcess answers, tells what third-party code threw, and ends with its owner", {
  ignore,
}, () =>
  withTemporaryFolder(async (folder) => {
    const path = `${folder}/mine.js`;
    await Deno.writeTextFile(path, pluginText("mine"));
    const snapshot = takeSnapshot(path);
    const process = foreignProcess({ snapshots: [snapshot] });
    const request = { kind: "optimizer", plugin: snapshot.entry, taken: [] } as const;
    const reply = await process.ask(request);
    assert("value" in reply);
    assertEquals((reply.value as { name: string }).name, "mine");
    const refused = await process.ask({ ...request, taken: [{ name: "mine", title: "Mine" }] });
    assert("failure" in refused);
    assertEquals(process.isAlive, true);
    await process[Symbol.asyncDispose]();
    assertEquals(process.isAlive, false);
    await assertRejects(() => process.ask(request), ForeignEnd);
  }));
