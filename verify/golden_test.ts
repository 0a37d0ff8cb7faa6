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
const foreign = { ...right, name: "foreign", kind: "mish" };

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
        "kind   passed  failed  not supported",
        "relu        3       0              0",
        "total       3       0              0",
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
        "not supported: foreign (mish): kind 'mish'",
        "kind   passed  failed  not supported",
        "relu        1       1              0",
        "mish        0       0              1",
        "total       1       1              1",
      ],
      complaints: ["golden: 1 of 3 cases failed, 1 not supported (mish)"],
    });
  },
});

Deno.test({
  name: "golden ends with 2 and one sentence when a file is missing or damaged, or none is given",
  ignore,
  async fn() {
    const damaged = await outcome([right], [{
      ...right,
      inputs: { x: { shape: [3], data: [1] } },
    }]);
    assertEquals([damaged.code, damaged.said.length, damaged.complaints.length], [2, 0, 1]);
    const lacking = await outcome([{ ...right, inputs: {} }]);
    assertEquals(lacking.code, 2);
    assertEquals(lacking.complaints, [
      "Golden case 'right' of kind relu: expected an input 'x', got none; check the file",
    ]);
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
