import { createEngine, randomStream } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { assertLossMatchesReference } from "./_element_loss_checks.ts";
import { huber } from "./huber.ts";

Deno.test("huber is the reference implementation", () => {
  const random = randomStream({ seed: 33 });
  for (const delta of [1, 0.3, 5]) {
    assertLossMatchesReference(huber({ delta }), {
      value: (x, t) =>
        Math.abs(x - t) <= delta ? (x - t) ** 2 / 2 : delta * (Math.abs(x - t) - delta / 2),
      slope: (x, t) => Math.max(-delta, Math.min(delta, x - t)),
    }, () => Math.fround(random.normal()));
  }
});

Deno.test("huber is the same from both sides where squares give way to absolute values", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = huber({ delta: 2 }).build([1, 1], { arena, dtype: "f64" });
  assertEquals(built.forward(arena.from([5], [1, 1], "f64"), arena.from([3], [1, 1], "f64")), 2);
  assertEquals(built.backward().data[0], 2);
});

Deno.test("huber refuses a delta of 0", () => {
  assertThrows(() => huber({ delta: 0 }), RangeError, "expected delta to be finite and above 0");
});
