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

Deno.test("targets prints a line of JSON for each problem, with the best setting of each rule", async () => {
  const { code, said } = await outcome("--problems=deep-linear", "--draws=1", "--repeats=1");
  assertEquals([code, said.length], [0, 1]);
  const { problem, target, best, repeats } = JSON.parse(said[0]);
  assertEquals(problem, "deep-linear");
  assertEquals(best.map(({ optimizer }: { optimizer: string }) => optimizer), [
    "adamw",
    "nadamw",
    "nesterov",
    "momentum",
  ]);
  assertEquals(repeats[0].loss, target);
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
