import { assertEquals } from "@std/assert";
import { integerFlag, numberFlag } from "./number_flag.ts";

Deno.test("numberFlag accepts its range with both ends and nothing else", () => {
  const flag = numberFlag({ doc: "Rate.", default: undefined, minimum: -1, maximum: 1e6 });
  assertEquals(flag.read(["-1"]), -1);
  assertEquals(flag.read(["1e6"]), 1e6);
  assertEquals(flag.read(["0"]), 0);
  for (const text of ["-1.001", "1000001", "", " ", "one", "NaN", "Infinity", "1,5"]) {
    assertEquals(flag.read([text]), undefined, text);
  }
  assertEquals([flag.default, flag.shownDefault], [undefined, ""]);
});

Deno.test("integerFlag accepts whole numbers only and keeps a default of 0", () => {
  const flag = integerFlag({ doc: "Seed.", default: 0, minimum: 0, maximum: 9 });
  assertEquals(flag.read(["1e0"]), 1);
  assertEquals(flag.read(["1.5"]), undefined);
  assertEquals([flag.default, flag.shownDefault], [0, "0"]);
});
