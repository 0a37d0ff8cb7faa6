import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assertEquals, assertMatch, assertThrows } from "@std/assert";
import { claimReport } from "./claim_report.ts";

const ignore = !isPermitted("claimReport", ...FILES);

Deno.test({
  name: "claimReport gives each process that runs a folder of its own, and the one asked for again",
  ignore,
  fn: () =>
    withTemporaryFolder((root) => {
      const out = `${root}/compare`;
      Deno.mkdirSync(`${out}-2`);
      {
        using first = claimReport(`${out}/`);
        using second = claimReport(out);
        using third = claimReport(out);
        assertEquals([first, second, third].map(({ folder }) => folder), [
          out,
          `${out}-3`,
          `${out}-4`,
        ]);
        assertEquals(first.reason, null);
        assertMatch(
          second.reason!,
          new RegExp(
            `^The report in ${out} is that of process ${Deno.pid} .*; this report goes to ${out}-3$`,
          ),
        );
      }
      using again = claimReport(out);
      assertEquals([again.folder, again.reason], [out, null]);
      assertThrows(() => claimReport(`${root}/none/compare`), Deno.errors.NotFound);
      return Promise.resolve();
    }),
});
