import { assertEquals } from "@std/assert";
import { isPermitted, withTemporaryFolder } from "./testing/mod.ts";
import { namedByFlag, namedPaths, reportParent } from "./named_paths.ts";

Deno.test({
  name: "namedPaths finds what is there, however it is written",
  ignore: !isPermitted("named paths", { name: "read" }, { name: "write" }),
  fn: () =>
    withTemporaryFolder(async (folder) => {
      const [one, two, three] = ["one.csv", "two, of many", "three"].map((name) =>
        `${folder}/${name}`
      );
      for (const path of [one, two, three]) await Deno.writeTextFile(path, "");
      assertEquals(namedPaths([one, `--dataset=${two}`, "--model", three]), [one, two, three]);
      assertEquals(namedPaths([`--problems=two-layer, ${one},${three}`]), [one, three]);
      assertEquals(namedPaths(["none", "no/such.csv", "--", "--quick", "--out=", ""]), []);
      const missing = [`${folder}/none`, "../none"];
      assertEquals(namedPaths(missing), missing, "so that their absence can be seen");
    }),
});

Deno.test("namedByFlag takes the values of that flag alone", () => {
  const args = ["--out=a=b", "--outer=c", "out", "--out", "--out=d", "--runs=e", "--out"];
  assertEquals(namedByFlag(args, "--out"), ["a=b", "--out=d", "d"]);
  assertEquals(namedByFlag([], "--out"), []);
});

Deno.test("reportParent is around the folder, but never the root", () => {
  assertEquals(["/a/b/c/", "/a/b/../c", "/a"].map(reportParent), ["/a/b", "/a", "/a"]);
});
