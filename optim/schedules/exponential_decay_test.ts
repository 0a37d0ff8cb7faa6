import { assertThrows } from "@std/assert";
import { assertFollowsTorchSchedule } from "./_golden_schedule.ts";
import { exponentialDecay } from "./exponential_decay.ts";

Deno.test("exponentialDecay: follows PyTorch's ExponentialLR", () => {
  assertFollowsTorchSchedule(exponentialDecay({ factor: 0.9 }), "exponential_lr", 0.1);
});

Deno.test("exponentialDecay: refuses a negative factor", () => {
  assertThrows(() => exponentialDecay({ factor: -1 }), RangeError, "got -1");
});
