import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";

const ignore = Deno.build.os === "windows" || !isPermitted(
  "the view of a run that goes on",
  ...FILES,
  { name: "run", command: Deno.execPath() },
  { name: "net", host: "127.0.0.1" },
);

function start(permissions: string, ...args: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "--no-prompt", `-P=${permissions}`, `--allow-run=${Deno.execPath()}`]
      .concat("experiments/tasks.ts", args),
    cwd: `${import.meta.dirname}/..`,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Epochs that the first trial on a page has done. */
function epochsIn(page: string): number {
  return Number(/<span>epoch ([\d.]+) of 4,?000[^<]*<\/span>/.exec(page)?.[1] ?? 0);
}

Deno.test({
  name: "view shows the trials of another process as they run, whose curves grow, and its end",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const runs = `${folder}/runs`;
      const view = start("view", "view", runs);
      const flags = ["--dataset=digits", "--optimizers=sgd", "--settings=1", "--seeds=1"]
        .concat("--epochs=4000", "--jobs=1", `--runs=${runs}`, `--out=${folder}/out`);
      const run = start("experiment", "compare", ...flags);
      let said = "";
      const decoder = new TextDecoder();
      for await (const bytes of view.stdout.values({ preventCancel: true })) {
        said += decoder.decode(bytes, { stream: true });
        if (said.includes("Ctrl-C")) break;
      }
      const [, address] = /Live page: (\S+)/.exec(said)!;
      const pageWhere = async (holds: (page: string) => boolean): Promise<string> => {
        for (let looks = 1;; looks++) {
          const page = await (await fetch(address)).text();
          if (holds(page)) return page;
          // A page that never comes to it is a fault, and no reason to wait for ever.
          assert(looks < 600, page);
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      };
      const first = await pageWhere((page) => epochsIn(page) > 0);
      assertStringIncludes(first, "Trials as they run");
      assertStringIncludes(first, "<strong>0 of 1</strong>");
      const later = await pageWhere((page) => epochsIn(page) > epochsIn(first));
      assert(!later.includes('<button type="button" data-stop'), "nobody else's trial is stopped");
      run.kill("SIGKILL");
      await pageWhere((page) => !page.includes("Running now"));
      view.kill("SIGINT");
      await Promise.all([view.stdout.cancel(), run.stdout.cancel(), run.stderr.cancel()]);
      assertEquals([(await view.status).code, (await run.status).signal], [0, "SIGKILL"]);
      assertEquals(await new Response(view.stderr).text(), "");
    }),
});
