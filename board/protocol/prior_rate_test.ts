import { assertEquals } from "@std/assert";
import { adam } from "@descent/optim";
import { priorRate } from "./prior_rate.ts";

Deno.test("priorRate takes the middle of an even number on a log scale, in the table's range", () => {
  const rates = { a: 0.001, b: 0.01, c: 0.1, d: 1 };
  assertEquals(priorRate(adam, "x", { adam: rates }), { rate: 0.0316, problems: 4 });
  const high = { a: 1e9, b: 1e9, c: 1e9 };
  const narrow = { ...adam.hyperparameters.learningRate, range: [0, 10] as const };
  const plugin = { ...adam, hyperparameters: { ...adam.hyperparameters, learningRate: narrow } };
  assertEquals(priorRate(plugin, "x", { adam: high }).rate, 10);
});

Deno.test("priorRate leaves the problem out, and falls back where two are left", () => {
  const rates = { a: 0.5, b: 0.5, c: 0.5 };
  assertEquals(priorRate(adam, "a", { adam: rates }), { rate: 0.001, problems: 0 });
  assertEquals(priorRate(adam, "z", { adam: rates }), { rate: 0.5, problems: 3 });
});
