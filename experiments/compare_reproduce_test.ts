import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { runInFolder } from "@descent/lab/testing";
import { assertEquals, assertMatch } from "@std/assert";
import { stub } from "@std/testing/mock";
import { compare } from "./compare.ts";
import { runReproduce } from "@descent/lab/tasks/reproduce";

async function said(...args: string[]): Promise<{ code: number; text: string }> {
  using log = stub(console, "log");
  using error = stub(console, "error");
  const code = await runReproduce(args);
  const calls = [...log.calls, ...error.calls];
  return { code, text: calls.map(({ args }) => args[0]).join("\n") };
}

function recordsIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return isDirectory ? recordsIn(path) : name === "record.json" ? [path] : [];
  });
}

Deno.test({
  name: "reproduce runs trials of an experiment again and says that they are equal",
  ignore: !isPermitted("reproduce", ...FILES),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const flags = [
        "--problem=table-classifier",
        "--optimizers=adam,sgd",
        "--epochs=1",
        "--seeds=1",
      ];
      await runInFolder(compare, folder, ...flags, "--jobs=1");
      const records = recordsIn(`${folder}/runs`).slice(0, 2);
      const { code, text } = await said(...records);
      assertEquals(code, 0, text);
      assertMatch(
        text,
        /^\S+ learningRate=\S+ seed \d+: equal: \d+ evaluations and the final weights/,
      );
    }),
});
