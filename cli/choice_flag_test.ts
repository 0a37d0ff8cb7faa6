import { assertEquals } from "@std/assert";
import { choiceFlag, choicesFlag } from "./choice_flag.ts";

Deno.test("choiceFlag accepts its words and says which they are", () => {
  const flag = choiceFlag({ doc: "Images.", default: "b", words: ["a", "b", "c"] });
  assertEquals(flag.allowed, "a, b or c");
  assertEquals(flag.read(["c"]), "c");
  assertEquals(flag.read(["C"]), undefined);
  assertEquals(flag.read([""]), undefined);
});

Deno.test("choiceFlag understands synonyms, and does not list them", () => {
  const words = ["none", "openblas"] as const;
  const flag = choiceFlag({ doc: "Library.", default: "none", words, synonyms: { wasm: "none" } });
  assertEquals([flag.read(["wasm"]), flag.read(["toString"])], ["none", undefined]);
  assertEquals([flag.allowed, flag.words], ["none or openblas", words]);
});

Deno.test("choicesFlag accepts some of its words once each, in the order given", () => {
  const flag = choicesFlag({ doc: "Which.", default: ["a", "b"], words: ["a", "b"] });
  assertEquals(flag.shownDefault, "a,b");
  assertEquals(flag.read(["b, a,b"]), ["b", "a"]);
  assertEquals(flag.read(["a,"]), undefined);
  assertEquals(flag.read([""]), undefined);
});
