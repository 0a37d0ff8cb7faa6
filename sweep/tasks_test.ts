import { narrowedPaths } from "@descent/cli";
import { FILES, isPermitted } from "@descent/cli/testing";
import { assertEquals } from "@std/assert";
import { tasks } from "./tasks.ts";

Deno.test({
  name: "report keeps the folder around its own, and the first folder of trials",
  ignore: !isPermitted("permissions of report", ...FILES, {
    name: "env",
    variable: "DESCENT_DATA",
  }),
  fn() {
    const args = ["/far/a", "/far/b", "--out=/far/away/out"];
    const { read, write } = narrowedPaths({ ...tasks.report(args), args });
    assertEquals(read, "anything");
    assertEquals(write, ["/far/away", `${Deno.realPathSync(".")}/runs`, "/far/a"]);
  },
});
