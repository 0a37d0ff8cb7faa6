import { assertThrows } from "@std/assert";
import { assertFollowsTorchSchedule } from "./_golden_schedule.ts";
import { linearRamp } from "./linear_ramp.ts";

Deno.test("linearRamp: follows PyTorch's LinearLR", () => {
  assertFollowsTorchSchedule(linearRamp({ from: 1 / 3, steps: 5 }), "linear_lr_warmup", 0.1);
});

Deno.test("linearRamp: refuses a negative end", () => {
  assertThrows(() => linearRamp({ from: 1, to: -1, steps: 5 }), RangeError, "expected to to be");
});
