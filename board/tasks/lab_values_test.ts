import { assertEquals, assertThrows } from "@std/assert";
import { parseFlags } from "@descent/cli";
import { commonFlags, knownOptimizers } from "@descent/lab";
import { presets } from "../protocol/preset.ts";
import { chosenPreset, labFlags, parseShard } from "./lab_values.ts";

const flags = { ...commonFlags("lab"), ...labFlags({ optimizers: await knownOptimizers([]) }) };
const valuesOf = (...args: string[]) => parseFlags({ name: "lab", doc: "", flags }, args);

Deno.test("labFlags: each size has its rules", () => {
  assertEquals(valuesOf().optimizers, presets.standard.rules);
  assertEquals(valuesOf("--quick").optimizers, presets.quick.rules);
});

Deno.test("chosenPreset: standard where none is asked for", () => {
  const names = [[], ["--standard"], ["--quick"], ["--publish"]].map((args) =>
    chosenPreset(valuesOf(...args)).name
  );
  assertEquals(names, ["standard", "standard", "quick", "publish"]);
});

Deno.test("parseShard refuses what is no part", () => {
  for (const text of ["0/4", "5/4", "1", "a/b", "1/0", "-1/4", ""]) {
    assertThrows(() => parseShard(text), Error, "--shard: expected a part such as 1/4");
  }
});
