import { assertEquals } from "@std/assert";
import { hyperparameterHelp } from "./hyperparameter_help.ts";
import { rmsprop } from "./rules/rmsprop.ts";

Deno.test("hyperparameterHelp: one row per hyperparameter, numbers short", () => {
  const rows = hyperparameterHelp(rmsprop).map(({ name, default: standard, range }) =>
    `${name} ${standard} (${range})`
  );
  assertEquals(rows, [
    "learningRate 0.001 (0 to 1e9)",
    "alpha 0.99 (0 to 1)",
    "epsilon 1e-8 (0 to 1e9)",
  ]);
});
