import { assertEquals } from "@std/assert";
import { idxNaming } from "./idx_naming.ts";

Deno.test("the six splits of EMNIST have their published numbers of classes, others none", () => {
  const classes = (split: string) =>
    idxNaming(`emnist-${split}-test-images-idx3-ubyte`).classNames?.length;
  const splits = ["byclass", "bymerge", "balanced", "letters", "digits", "mnist"];
  assertEquals(splits.map(classes), [62, 47, 47, 26, 10, 10]);
  assertEquals(idxNaming("train-images-idx3-ubyte").transposed, false);
  assertEquals(idxNaming("emnist-constructor-train").classNames, null);
});
