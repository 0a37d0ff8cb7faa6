import { assertEquals, assertGreater } from "@std/assert";
import { fuzzReaders } from "./fuzz_readers.ts";

Deno.test({
  name: "damaged files of every format give sound data or a sentence",
  ignore: (["read", "write"] as const).some((name) =>
    Deno.permissions.querySync({ name }).state !== "granted"
  ),
  fn: async () => {
    const { read, refused, faults } = await fuzzReaders({ count: 300 });
    assertEquals(faults, []);
    assertGreater(read, 10);
    assertGreater(refused, 100);
  },
});
