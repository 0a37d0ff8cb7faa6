import { assertEquals, assertThrows } from "@std/assert";
import { TaskError } from "@descent/cli";
import { adam } from "@descent/optim";
import { composedOptimizers } from "./composed_optimizers.ts";
import type { KnownOptimizer } from "./known_optimizers.ts";

Deno.test("composedOptimizers: replaces texts in brackets, in both spellings of the flag", () => {
  const args = ["--optimizers", "by-role(hidden: muon, others: adamw), sgd", "--seeds=2"];
  const { args: named, optimizers } = composedOptimizers(args);
  assertEquals(named, ["--optimizers", "by-role-hidden-muon-others-adamw,sgd", "--seeds=2"]);
  assertEquals(optimizers.length, 1);
});

Deno.test("composedOptimizers: leaves other arguments as they are", () => {
  const args = ["--out", "a(b)", "--optimizers=sgd,adam"];
  assertEquals(composedOptimizers(args), { args, optimizers: [] });
});

Deno.test("composedOptimizers: one sentence for a text that names none", () => {
  assertThrows(
    () => composedOptimizers(["--optimizers=cautious(adma)"]),
    TaskError,
    "got 'adma'; did you mean adam, adamw, or adamax?",
  );
});

Deno.test("composedOptimizers: names of schedules, whose commas split nothing", () => {
  const text = "adamw(weight-decay: warmup(5%),cosine(0.1), beta1: linear(0.9)),sgd";
  const { args, optimizers } = composedOptimizers([`--optimizers=${text}`]);
  const name = "scheduled-weight-decay-warmup-5pc-then-cosine-0p1-and-beta1-linear-0p9-in-adamw";
  assertEquals(args, [`--optimizers=${name},sgd`]);
  assertEquals(optimizers.map(({ plugin }) => plugin.name), [name]);
});

Deno.test("composedOptimizers: wraps the rules of plugins, which keep their module", () => {
  const own = (name: string): KnownOptimizer => ({
    plugin: { ...adam, name },
    source: { address: `./${name}.ts`, digest: name },
  });
  const known = [{ plugin: adam, source: null }, own("mine"), own("other")];
  const { args, optimizers } = composedOptimizers(
    ["--optimizers", "cautious(mine),cautious(lion),other(beta1: linear)"],
    known,
  );
  assertEquals(args[1], "cautious-mine,cautious-lion,scheduled-beta1-linear-in-other");
  assertEquals(optimizers.map(({ source }) => source?.address), [
    "./mine.ts",
    undefined,
    "./other.ts",
  ]);
  assertThrows(
    () => composedOptimizers(["--optimizers=by-role(hidden: mine, others: other)"], known),
    TaskError,
    "--optimizers: expected the rules of one plugin in 'by-role(hidden: mine, others: other)', got those of two; put both into one module",
  );
  assertThrows(
    () => composedOptimizers(["--optimizers=cautious(mina)"], known),
    TaskError,
    "did you mean mine",
  );
});
