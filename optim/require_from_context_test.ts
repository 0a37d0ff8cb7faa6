import { assertEquals, assertStrictEquals, assertThrows } from "@std/assert";
import { requireFromContext } from "./require_from_context.ts";

const bare = { step: 1, learningRate: 0.1 };

Deno.test("requireFromContext: gives what is there, a loss of 0 or NaN too", () => {
  for (const loss of [0, NaN, 3]) {
    assertEquals(requireFromContext({ ...bare, loss }, "loss", "a"), loss);
  }
  const evaluate = () => 5;
  assertStrictEquals(requireFromContext({ ...bare, evaluate }, "evaluate", "a"), evaluate);
});

Deno.test("requireFromContext: names optimizer and field, and how to mend it", () => {
  assertThrows(
    () => requireFromContext(bare, "loss", "polyak"),
    TypeError,
    "Optimizer 'polyak': expected a step's context with loss, got one without; give step the loss of the minibatch",
  );
  assertThrows(
    () => requireFromContext({ ...bare, evaluate: undefined }, "evaluate", "sam"),
    TypeError,
    "expected a step's context with evaluate, got one without; give step a function that runs the minibatch again",
  );
  assertThrows(
    () => requireFromContext(bare, "totalSteps", "mine"),
    TypeError,
    "expected a step's context with totalSteps, got one without; give step the number of steps of the whole training",
  );
});
