import { parseFlags } from "@descent/cli";
import { assertEquals } from "@std/assert";
import { imageFlags, imageOptions } from "./image_flags.ts";

Deno.test("imageFlags have the values of the options, and fewer images with --quick", () => {
  const read = (...args: string[]) =>
    parseFlags({ name: "x", doc: "", flags: { ...imageFlags, quick: quickFlag } }, args);
  const { quick: _, ...values } = read();
  assertEquals(values, {
    dataset: "digits",
    trainCount: null,
    validationCount: null,
    testCount: null,
    validationFraction: null,
    testFraction: null,
    splitSeed: 0,
  });
  assertEquals(imageOptions(values), values);
  assertEquals(read("--quick").trainCount, 3000);
  assertEquals(read("--dataset=mnist", "--train-count=5").trainCount, 5);
});

const quickFlag = {
  doc: "",
  placeholder: "",
  allowed: "no value",
  words: [],
  repeatable: false,
  default: false,
  shownDefault: "",
  read: () => true,
};
