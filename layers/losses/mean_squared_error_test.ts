import { createEngine, randomStream } from "@descent/core";
import { assertThrows } from "@std/assert";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { meanSquaredError } from "./mean_squared_error.ts";

Deno.test("meanSquaredError is the reference implementation", () => {
  const random = randomStream({ seed: 32 });
  assertLossMatchesReference(meanSquaredError(), {
    value: (x, t) => (x - t) ** 2,
    slope: (x, t) => 2 * (x - t),
  }, () => Math.fround(random.normal()));
});

Deno.test("meanSquaredError refuses classes, and targets of another shape", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = meanSquaredError().build([2, 3], { arena, dtype: "f32" });
  const x = arena.tensor([2, 3]);
  assertThrows(
    () => built.forward(x, arena.tensor([2], "i32")),
    TypeError,
    "expected f32 targets of the prediction's shape [2, 3], got i32 [2]",
  );
  assertThrows(() => built.forward(x, arena.tensor([3, 2])), TypeError, "got f32 [3, 2]");
});
