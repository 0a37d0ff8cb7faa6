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
      assertEquals(file.unreadable, []);
    }),
});

Deno.test({
  name: "readGoldenFile gives numbers for the strings that stand for them",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/cases.json`;
      const data = ["-Infinity", "NaN"], expected = { out: "Infinity" };
      const written = { ...golden, inputs: { x: { shape: [2], data } }, expected };
      await Deno.writeTextFile(path, JSON.stringify({ cases: [written] }));
      const [{ inputs, expected: read }] = (await readGoldenFile(path)).cases;
      assertEquals(inputs.x.data, [-Infinity, NaN]);
      assertEquals(read, { out: Infinity });
    }),
});

Deno.test({
  name: "readGoldenFile says of each case that it cannot read what is wrong, and reads the others",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const path = `${folder}/cases.json`;
      const inputs = { x: { shape: [2, 2], data: [1, 2, 3] } };
      const { params: _, ...lacking } = golden;
      const cases = [
        { ...golden, name: "two", kind: 3 },
        { ...golden, inputs },
        golden,
        lacking,
        7,
      ];
      await Deno.writeTextFile(path, JSON.stringify({ cases }));
      const file = await readGoldenFile(path);
      assertEquals(file.cases.length, 1);
      const form = "; a case is { name, kind, params, inputs, expected, tolerance }";
      assertEquals(file.unreadable, [
        { name: "two", kind: "3", reason: `expected string at 'kind', got 3${form}` },
        {
          name: "one",
          kind: "relu",
          reason:
            `expected an array { shape, data } of as many numbers as its shape says at 'inputs.x', got 3${form}`,
        },
        { name: "one", kind: "relu", reason: `expected 'params', got nothing${form}` },
        { name: "case 5", kind: "unknown", reason: `expected Object, got 7${form}` },
      ]);
    }),
});

Deno.test({
  name: "readGoldenFile says in one line what is wrong with a file, and where",
  ignore,
  async fn() {
    const form = "; a file is { cases: [...] }";
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
