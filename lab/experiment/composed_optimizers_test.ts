import { assertEquals, assertThrows } from "@std/assert";
import { TaskError } from "@descent/cli";
import { composedOptimizers } from "./composed_optimizers.ts";

Deno.test("composedOptimizers: replaces texts in brackets, in both spellings of the flag", () => {
  const args = ["--optimizers", "by-role(hidden: muon, others: adamw), sgd", "--seeds=2"];
  const { args: named, plugins } = composedOptimizers(args);
  assertEquals(named, ["--optimizers", "by-role-hidden-muon-others-adamw,sgd", "--seeds=2"]);
  assertEquals(plugins.length, 1);
});

Deno.test("composedOptimizers: leaves other arguments as they are", () => {
  const args = ["--out", "a(b)", "--optimizers=sgd,adam"];
  assertEquals(composedOptimizers(args), { args, plugins: [] });
});

Deno.test("composedOptimizers: one sentence for a text that names none", () => {
  assertThrows(
    () => composedOptimizers(["--optimizers=cautious(adma)"]),
    TaskError,
    "got 'adma'; write it like cautious(adamw)",
  );
});
