import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { stub } from "@std/testing/mock";
import { TaskError } from "@descent/cli";
import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { sampleChecks } from "./gradcheck/_sample_checks.ts";
import { reportGradcheck, runGradcheck } from "./gradcheck.ts";

const ignore = !isPermitted("deno task gradcheck", ...FILES);

Deno.test({
  name: "gradcheck passes, prints a table with the course's figures, and writes its report",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      using log = stub(console, "log");
      const code = await runGradcheck(["--out", folder]);
      const said = log.calls.map(({ args }) => String(args[0]));
      assertEquals(code, 0);
      assert(said.some((line) => /^affine +affine1\.weight +\d\.\d{3}e-\d+ +5e-10 +-$/.test(line)));
      assert(
        said.some((line) => /^course: relu +dx +3\.276e-12 +3\.28e-12 +3\.276e-12$/.test(line)),
      );
      assertStringIncludes(said.at(-1)!, `Report: ${folder}/index.html`);
      const csv = await Deno.readTextFile(`${folder}/gradchecks.csv`);
      assertEquals(csv.includes(",false\r\n"), false);
      assertStringIncludes(await Deno.readTextFile(`${folder}/index.html`), "gradchecks.csv");
    }),
});

Deno.test({
  name: "gradcheck ends with 1 when a check fails, and writes its report all the same",
  ignore,
  fn: () =>
    withTemporaryFolder(async (folder) => {
      using _ = stub(console, "log");
      const error = await assertRejects(() => reportGradcheck(sampleChecks, folder), TaskError);
      assertEquals(error.exitCode, 1);
      assertEquals(
        error.message,
        "gradcheck: 1 of 6 checks failed, first affine, affine1.weight: 1.0e-2 is more than 5e-10",
      );
      assertStringIncludes(await Deno.readTextFile(`${folder}/gradchecks.csv`), ",false\r\n");
    }),
});
