import { assertEquals, assertThrows } from "@std/assert";
import { chooseProblem } from "./problem_choice.ts";
import { twoLayer } from "../two_layer.ts";

Deno.test("chooseProblem is plain data with every option and the whole budget", () => {
  const choice = chooseProblem(twoLayer, { options: { hidden: 8 }, dtype: "f64" });
  assertEquals(JSON.parse(JSON.stringify(choice)), choice);
  assertEquals(Object.keys(choice.options), Object.keys(twoLayer.options));
  assertEquals([choice.options.hidden, choice.dtype, choice.source], [8, "f64", null]);
});

Deno.test("chooseProblem takes budgets by options, and undefined for not given", () => {
  const mnist = chooseProblem(twoLayer, {
    options: { dataset: "mnist" },
    budget: { epochs: undefined },
  });
  assertEquals([mnist.budget.epochs, mnist.budget.target], [10, 0.97]);
  assertEquals(chooseProblem(twoLayer, { budget: { epochs: 0.5 } }).budget.epochs, 0.5);
});

Deno.test("chooseProblem refuses an option that the problem does not have", () => {
  assertThrows(
    () => chooseProblem(twoLayer, { options: { filters: 3 } }),
    TypeError,
    "two-layer: expected options among dataset",
  );
});
