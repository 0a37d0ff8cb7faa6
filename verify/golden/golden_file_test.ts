import { assertEquals, assertRejects } from "@std/assert";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { readGoldenFile } from "./golden_file.ts";

const golden = {
  name: "one",
  kind: "relu",
  params: {},
  inputs: { x: { shape: [2, 1], dtype: "f64", data: [1, 2] } },
  expected: { words: "any" },
  tolerance: {},
  note: "",
};

const ignore = !isPermitted("golden files", ...FILES);

async function refusal(text: string): Promise<string> {
  let message = "";
  await withTemporaryFolder(async (folder) => {
    const path = `${folder}/cases.json`;
    await Deno.writeTextFile(path, text);
    const error = await assertRejects(() => readGoldenFile(path), SyntaxError);
    message = error.message.replace(path, "FILE");
  });
  return message;
}

Deno.test({
  name: "readGoldenFile gives the cases with their arrays",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/cases.json`;
      await Deno.writeTextFile(path, JSON.stringify({ meta: {}, cases: [golden] }));
      const file = await readGoldenFile(path);
      assertEquals(file.path, path);
      const { note: _, ...wanted } = golden;
      assertEquals(file.cases, [wanted]);
    }),
});

Deno.test({
  name: "readGoldenFile says in one line what is wrong with a file, and where",
  ignore,
  async fn() {
    const form = "; a file is { cases: [{ name, kind, params, inputs, expected, tolerance }] }";
    assertEquals(
      await refusal("# Title\n"),
      `Golden file 'FILE': expected JSON, got Unexpected token '#', "# Title " is not valid JSON; check the file`,
    );
    assertEquals(await refusal("{}"), `Golden file 'FILE': expected 'cases', got nothing${form}`);
    assertEquals(
      await refusal("[]"),
      `Golden file 'FILE': expected 'cases', got nothing${form}`,
    );
    assertEquals(
      await refusal('{ "cases": [] }'),
      `Golden file 'FILE': expected at least one case at 'cases', got 0${form}`,
    );
    assertEquals(
      await refusal(JSON.stringify({ cases: [golden, { ...golden, name: "two", kind: 3 }] })),
      `Golden file 'FILE': expected string at 'cases.two.kind', got 3${form}`,
    );
    const inputs = { x: { shape: [2, 2], data: [1, 2, 3] } };
    assertEquals(
      await refusal(JSON.stringify({ cases: [{ ...golden, inputs }] })),
      `Golden file 'FILE': expected an array { shape, data } of as many numbers as its shape says at 'cases.one.inputs.x', got 3${form}`,
    );
  },
});

Deno.test({
  name: "readGoldenFile refuses a path without a file and a folder",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      await assertRejects(
        () => readGoldenFile(`${folder}/none.json`),
        Deno.errors.NotFound,
        "expected a file, found none",
      );
      await assertRejects(() => readGoldenFile(folder), SyntaxError, "got a folder");
    }),
});
