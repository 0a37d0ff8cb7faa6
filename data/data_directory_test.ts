import { assertEquals } from "@std/assert";
import { DATA_VARIABLE, dataDirectory } from "./data_directory.ts";

const maySkip = Deno.permissions.querySync({ name: "env", variable: DATA_VARIABLE }).state !==
  "granted";
if (maySkip) {
  console.log(`The test of ${DATA_VARIABLE} needs --allow-env=${DATA_VARIABLE}: skipped.`);
}

Deno.test("a folder that is given counts", () => {
  assertEquals(dataDirectory("elsewhere"), "elsewhere");
});

Deno.test({
  name: "else the environment variable names the folder, and ./datasets is the default",
  ignore: maySkip,
  fn: () => {
    const before = Deno.env.get(DATA_VARIABLE);
    try {
      Deno.env.set(DATA_VARIABLE, "/srv/sets");
      assertEquals(dataDirectory(), "/srv/sets");
      assertEquals(dataDirectory("elsewhere"), "elsewhere");
      Deno.env.set(DATA_VARIABLE, "");
      assertEquals(dataDirectory(), "./datasets");
      Deno.env.delete(DATA_VARIABLE);
      assertEquals(dataDirectory(), "./datasets");
    } finally {
      if (before === undefined) Deno.env.delete(DATA_VARIABLE);
      else Deno.env.set(DATA_VARIABLE, before);
    }
  },
});
