import { assertEquals } from "@std/assert";
import { repeatedFlag, textFlag } from "./text_flag.ts";

Deno.test("textFlag accepts any text but none at all", () => {
  const flag = textFlag({ doc: "Where to.", default: "out", placeholder: "<folder>" });
  assertEquals(flag.read(["007"]), "007");
  assertEquals(flag.read([""]), undefined);
  assertEquals(flag.allowed, "a folder");
});

Deno.test("repeatedFlag takes every occurrence", () => {
  const flag = repeatedFlag({ doc: "A module.", placeholder: "<path>" });
  assertEquals(flag.default, []);
  assertEquals(flag.read(["a", "b"]), ["a", "b"]);
  assertEquals(flag.read(["a", ""]), undefined);
});
