import { parseFlags, switchFlag } from "@descent/cli";
import { assertEquals, assertThrows } from "@std/assert";
import { budgetFlags } from "./budget_flags.ts";

function read(...args: string[]) {
  const flags = { ...budgetFlags(), quick: switchFlag({ doc: "Less of everything." }) };
  const { epochs, batchSize, dtype } = parseFlags({ name: "x", doc: "", flags }, args);
  return [epochs, batchSize, dtype];
}

Deno.test("budgetFlags leave to the problem what is not given", () => {
  assertEquals(read(), [undefined, undefined, "f32"]);
  assertEquals(read("--quick"), [2, undefined, "f32"]);
  assertEquals(read("--epochs=0.5", "--batch-size=7", "--dtype=f64"), [0.5, 7, "f64"]);
  assertThrows(() => read("--batch-size=0"), Error, "--batch-size");
});
