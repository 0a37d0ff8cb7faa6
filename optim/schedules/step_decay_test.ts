import { assertThrows } from "@std/assert";
import { assertFollowsTorchSchedule } from "./_golden_schedule.ts";
import { stepDecay } from "./step_decay.ts";

Deno.test("stepDecay: follows PyTorch's StepLR", () => {
  assertFollowsTorchSchedule(stepDecay({ every: 10, factor: 0.1 }), "step_lr", 0.1);
});

Deno.test("stepDecay: refuses a distance that is no whole number of at least 1, and a bad factor", () => {
  for (const every of [0, -1, 1.5, NaN]) {
    assertThrows(() => stepDecay({ every }), RangeError, `stepDecay: expected every to be a whole`);
  }
  for (const factor of [-0.1, NaN, Infinity]) {
    assertThrows(() => stepDecay({ every: 1, factor }), RangeError, `at least 0, got ${factor}`);
  }
});
