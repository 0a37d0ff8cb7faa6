import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { writeRun } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";

const ignore = Deno.build.os === "windows" || !isPermitted(
  "the view of trials on disk",
  ...FILES,
  { name: "run", command: Deno.execPath() },
  { name: "net", host: "127.0.0.1" },
);

Deno.test({
  name: "view serves trials on disk, without a way to stop any, until it is interrupted",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const { record, metrics } = sampleRun();
      await writeRun(folder, record, metrics);
      const child = new Deno.Command(Deno.execPath(), {
        args: ["run", "-q", "--no-prompt", "-P=view", "experiments/tasks.ts", "view", folder],
        cwd: `${import.meta.dirname}/../..`,
        stdout: "piped",
        stderr: "piped",
      }).spawn();
      let said = "";
      const decoder = new TextDecoder();
      for await (const bytes of child.stdout.values({ preventCancel: true })) {
        said += decoder.decode(bytes, { stream: true });
        if (said.includes("Ctrl-C")) break;
      }
      const [, address] = /Live page: (\S+)\n1 trial; /.exec(said)!;
      const page = await (await fetch(address)).text();
      assertStringIncludes(page, "Adam reached 0.08 validation loss");
      assertMatch(page, /<strong>1 of 1<\/strong>/);
      assertEquals(page.includes('<button type="button" data-stop'), false);
      child.kill("SIGINT");
      await child.stdout.cancel();
      const { code, signal } = await child.status;
      assertEquals([code, signal, await new Response(child.stderr).text()], [0, null, ""]);
    }),
});
