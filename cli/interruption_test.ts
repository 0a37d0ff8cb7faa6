import { assertEquals } from "@std/assert";
import { FILES, isPermitted, withTemporaryFolder } from "./testing/mod.ts";

const ignore = Deno.build.os === "windows" ||
  !isPermitted("onInterruption", ...FILES, { name: "run", command: Deno.execPath() });

const PROGRAM = `
import { onInterruption } from "${new URL("./interruption.ts", import.meta.url)}";
const timer = setInterval(() => {}, 1000);
onInterruption(({ reason, exitCode }) => {
  clearInterval(timer);
  Deno.writeTextFileSync("told.part", exitCode + " " + reason);
  Deno.renameSync("told.part", "told");
  Deno.exit(exitCode);
});
Deno.writeTextFileSync("ready", "");
`;

/** Waits for a file, whose coming is the event. */
async function fileOf(path: string): Promise<string> {
  for (;;) {
    try {
      return await Deno.readTextFile(path);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]] as const) {
  Deno.test({
    name: `onInterruption gives code ${code} for ${signal}`,
    ignore,
    fn: () =>
      withTemporaryFolder(async (folder) => {
        await Deno.writeTextFile(`${folder}/program.ts`, PROGRAM);
        await Deno.writeTextFile(`${folder}/deno.json`, "{}");
        const child = new Deno.Command(Deno.execPath(), {
          args: ["run", "-q", "--no-check", "-R", "-W", "program.ts"],
          cwd: folder,
        }).spawn();
        await fileOf(`${folder}/ready`);
        child.kill(signal);
        assertEquals((await child.status).code, code);
      }),
  });
}

Deno.test({
  name: "onInterruption ends the child of a deno task that was killed outright",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/program.ts`, PROGRAM);
      const command = "deno run -q --no-check -R -W --allow-env=INIT_CWD program.ts";
      await Deno.writeTextFile(`${folder}/deno.json`, JSON.stringify({ tasks: { go: command } }));
      const task = new Deno.Command(Deno.execPath(), {
        args: ["task", "-q", "go"],
        cwd: folder,
        stdin: "null",
      }).spawn();
      await fileOf(`${folder}/ready`);
      task.kill("SIGKILL");
      await task.status;
      assertEquals(
        await fileOf(`${folder}/told`),
        "129 ended because the deno task that started it is gone",
      );
    }),
});
