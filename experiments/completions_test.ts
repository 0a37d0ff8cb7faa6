import { FILES, isPermitted } from "@descent/cli/testing";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { runCompletions } from "./completions.ts";

async function run(...args: string[]) {
  using log = stub(console, "log");
  using error = stub(console, "error");
  const code = await runCompletions(args);
  return { code, out: String(log.calls[0]?.args[0]), error: String(error.calls[0]?.args[0]) };
}

Deno.test("completions prints the script of each shell, from the tables of the tasks", async () => {
  const { code, out } = await run("bash");
  assertEquals(code, 0);
  for (const words of ["\"data\") echo 'digits' 'mnist'", "\"compare --help\") echo 'all' 'sgd'"]) {
    assertStringIncludes(out, words);
  }
  assertStringIncludes(out, '"experiment depth --") echo ');
  assertStringIncludes((await run("fish")).out, "complete -c deno");
  assertStringIncludes((await run("zsh")).out, "bashcompinit");
});

Deno.test({
  name: "completions knows every task",
  ignore: !isPermitted("completions", ...FILES),
  async fn() {
    const config = await Deno.readTextFile(`${import.meta.dirname}/../deno.json`);
    const names = Object.keys(JSON.parse(config).tasks).filter((name) =>
      !/^(check|test):/.test(name)
    );
    const { out } = await run("bash");
    const words = out.match(/^ *""\) echo (.*)/m)![1].match(/[\w:-]+/g);
    assertEquals(words!.filter((word) => names.includes(word)).sort(), names.sort());
    assertStringIncludes(out, '"reproduce --") echo ');
  },
});

Deno.test("completions asks for a shell that it knows", async () => {
  assertEquals((await run("csh")).code, 2);
  const { code, error } = await run();
  assertEquals(code, 2);
  assertStringIncludes(error, "one of bash, zsh, fish, got none");
});
