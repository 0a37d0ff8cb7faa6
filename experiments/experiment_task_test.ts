import { assertEquals, assertLessOrEqual, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { experimentCatalogue } from "./catalogue.ts";
import { experimentTask } from "./experiment_task.ts";

async function run(...args: string[]) {
  using log = stub(console, "log");
  using error = stub(console, "error");
  const code = await experimentTask(args);
  return { code, out: String(log.calls[0]?.args[0]), error: String(error.calls[0]?.args[0]) };
}

Deno.test("experiment lists every experiment with its question on one line", async () => {
  for (const args of [[], ["--help"], ["-h"]]) {
    const { code, out } = await run(...args);
    assertEquals(code, 0);
    const lines = out.split("\n");
    for (const { name, doc } of experimentCatalogue) {
      const line = lines.find((line) => line.trim().startsWith(`${name} `));
      assertStringIncludes(String(line), doc);
    }
  }
});

Deno.test("experiment refuses a name that it does not know, and says which was meant", async () => {
  const names = experimentCatalogue.map(({ name }) => name).join(", ");
  const wanted = `experiment: expected the name of an experiment first, one of ${names}, got`;
  assertEquals(await run("compair"), {
    code: 2,
    out: "undefined",
    error: `${wanted} 'compair' (did you mean compare?)`,
  });
  assertEquals((await run("--quick")).error, `${wanted} '--quick'`);
});

Deno.test("experiment gives the other arguments to the experiment, whose help and errors name it", async () => {
  const { code, out } = await run("compare", "--help");
  assertEquals(code, 0);
  assertStringIncludes(out, "Usage: deno task experiment compare [flags]");
  const { code: failure, error } = await run("compare", "--seed", "-1");
  assertEquals(failure, 2);
  assertStringIncludes(error, "--seed: expected a whole number from 0 to");
});

Deno.test("the help of every experiment fits on one screen", async () => {
  for (const { name } of experimentCatalogue) {
    const lines = (await run(name, "--help")).out.split("\n");
    assertLessOrEqual(lines.length, 45, name);
    assertLessOrEqual(Math.max(...lines.map(({ length }) => length)), 100, name);
  }
});
