import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runBoardTargets } from "./board_targets.ts";

async function outcome(...args: string[]) {
  using error = stub(console, "error");
  using log = stub(console, "log");
  const code = await runBoardTargets(args);
  const said = [...log.calls, ...error.calls].map((call) => String(call.args[0]));
  return { code, said };
}

Deno.test({
  name:
    "targets prints a line of JSON for each problem, with the best setting of each rule, and goes on where it was",
  ignore: !isPermitted("targets", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const options = ["--problems=deep-linear", "--draws=1", "--repeats=2", `--out=${folder}`];
      const { code, said } = await outcome(...options);
      assertEquals(code, 0);
      const line = said[0];
      const { problem, target, best, repeats } = JSON.parse(line);
      assertEquals(problem, "deep-linear");
      assertEquals(best.map(({ optimizer }: { optimizer: string }) => optimizer), [
        "adamw",
        "nadamw",
        "nesterov",
        "momentum",
      ]);
      const losses = repeats.map(({ loss }: { loss: number }) => loss);
      assertEquals((losses[0] + losses[1]) / 2, target);
      assertEquals(await Deno.readTextFile(`${folder}/deep-linear.json`), `${line}\n`);

      const path = `${folder}/deep-linear.jsonl`, text = await Deno.readTextFile(path);
      const lines = text.split("\n");
      assertEquals(lines.length, 1 + 4 + 2 + 1);
      await Deno.writeTextFile(path, lines.slice(0, 4).join("\n") + "\n");
      assertEquals((await outcome(...options)).said[0], line);
      assertEquals(await Deno.readTextFile(path), text);
    }),
});

Deno.test("targets refuses a problem that the board does not have, and lists those that it has", async () => {
  const { code, said } = await outcome("--problems=deep-linear,deep-liner");
  assertEquals(code, 2);
  assertStringIncludes(
    said[0],
    "problems: expected names among noisy-quadratic, rotated-quadratic,",
  );
  assertStringIncludes(said[0], "got 'deep-liner'");
});
