import { assertThrows } from "@std/assert";
import { assertFollowsTorchSchedule } from "./_golden_schedule.ts";
import { polynomialDecay } from "./polynomial_decay.ts";

Deno.test("polynomialDecay: follows PyTorch's PolynomialLR", () => {
  assertFollowsTorchSchedule(polynomialDecay({ steps: 20 }), "polynomial_lr", 0.1);
  const squared = polynomialDecay({ steps: 25, power: 2 });
  assertFollowsTorchSchedule(squared, "polynomial_lr_power_2", 0.1);
});

Deno.test("polynomialDecay: refuses a negative power", () => {
  assertThrows(() => polynomialDecay({ steps: 5, power: -1 }), RangeError, "got -1");
});
