import { assertEquals } from "@std/assert";
import { parseFlags } from "@descent/cli";
import { commonFlags, knownOptimizers } from "@descent/lab";
import { presets } from "../protocol/preset.ts";
import { chosenPreset, labFlags } from "./lab_values.ts";

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
