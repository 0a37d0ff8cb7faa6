import { assertEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { runGolden } from "./golden.ts";

const array = (...data: number[]) => ({ shape: [1, data.length], data });

const right = {
  name: "right",
  kind: "relu",
  params: {},
  inputs: { x: array(-1, 2), grad_out: array(3, 4) },
  expected: { out: array(0, 2), grad_x: array(0, 4) },
  tolerance: { rtol: 0, atol: 1e-12 },
};
const wrong = { ...right, name: "wrong", expected: { out: array(0, 2), grad_x: array(0, 4.5) } };
const foreign = { ...right, name: "foreign", kind: "telu" };

/** Exit code and output of the task for files of these cases, one file for each list. */
async function outcome(...files: readonly unknown[][]) {
  const said: string[] = [], complaints: string[] = [];
  let code = -1;
  await withTemporaryFolder(async (folder) => {
    using _log = stub(console, "log", (line) => said.push(line));
    using _error = stub(console, "error", (line) => complaints.push(line));
    const paths = files.map((_, i) => `${folder}/${i}.json`);
    for (const [i, cases] of files.entries()) {
      await Deno.writeTextFile(paths[i], JSON.stringify({ cases }));
    }
    code = await runGolden(paths);
  });
  return { code, said, complaints };
}

const ignore = !isPermitted("deno task golden", ...FILES);

Deno.test({
  name: "golden ends with 0 when all cases of all files pass",
  ignore,
  async fn() {
    assertEquals(await outcome([right], [right, right]), {
      code: 0,
      said: [
        "kind   passed  failed  not supported  unreadable",
        "relu        3       0              0           0",
        "total       3       0              0           0",
      ],
      complaints: [],
    });
  },
});

Deno.test({
  name: "golden shows what failed and what it does not know, and ends with 1",
  ignore,
  async fn() {
    assertEquals(await outcome([wrong, right, foreign]), {
      code: 1,
      said: [
        "failed: wrong (relu): grad_x[1]: got 4, wanted 4.5, off by 5.0e-1, allowed 1.0e-12",
        "not supported: foreign (telu): kind 'telu'",
        "kind   passed  failed  not supported  unreadable",
        "relu        1       1              0           0",
        "telu        0       0              1           0",
        "total       1       1              1           0",
      ],
      complaints: ["golden: 1 of 3 cases failed, 1 not supported (telu)"],
    });
  },
});

Deno.test({
  name: "golden says which cases cannot be read, checks the others, and ends with 1",
  ignore,
  async fn() {
    const damaged = { ...right, name: "damaged", inputs: { x: { shape: [3], data: [1] } } };
    const lacking = { ...right, name: "lacking", inputs: {} };
    assertEquals(await outcome([damaged, lacking, right]), {
      code: 1,
      said: [
        "unreadable: lacking (relu): Golden case 'lacking' of kind relu: " +
        "expected an input 'x', got none; check the file",
        "unreadable: damaged (relu): expected an array { shape, data } of as many numbers as its shape " +
        "says at 'inputs.x', got 1; a case is { name, kind, params, inputs, expected, tolerance }",
        "kind   passed  failed  not supported  unreadable",
        "relu        1       0              0           2",
        "total       1       0              0           2",
      ],
      complaints: ["golden: 0 of 3 cases failed, 0 not supported, 2 unreadable"],
    });
  },
});

Deno.test({
  name: "golden ends with 2 and one sentence when a file is missing or damaged, or none is given",
  ignore,
  async fn() {
    const empty = await outcome([right], []);
    assertEquals([empty.code, empty.said.length, empty.complaints.length], [2, 0, 1]);
    assertEquals(await outcome(), {
      code: 2,
      said: [],
      complaints: [
        "golden: expected at least one file, got none; " +
        "for example `deno task golden core/testing/testdata/cs231n.json`",
      ],
    });
  },
});
