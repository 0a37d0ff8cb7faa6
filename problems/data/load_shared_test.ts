import { assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { loadShared } from "./load_shared.ts";

Deno.test("what was asked for once is the same object, and another split is another", async () => {
  const first = loadShared({ dataset: "wine" }, {});
  assertStrictEquals(
    loadShared({ dataset: "wine", target: null, validationFraction: null }, {}),
    first,
  );
  const other = await loadShared({ dataset: "wine", splitSeed: 1 }, {});
  assertEquals(other.digest === (await first).digest, false);
});

Deno.test({
  name: "what is no data set is refused, each time anew",
  ignore: Deno.permissions.querySync({ name: "read" }).state !== "granted",
  fn: async () => {
    for (const _ of [0, 1]) {
      await assertRejects(
        () => loadShared({ dataset: "no/such/file" }, {}),
        RangeError,
        "'no/such/file', which is neither",
      );
    }
  },
});
