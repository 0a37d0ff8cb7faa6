import { assertThrows } from "@std/assert";
import { assertFollowsTorchSchedule } from "./_golden_schedule.ts";
import { cosineDecay } from "./cosine_decay.ts";

Deno.test("cosineDecay: follows PyTorch's CosineAnnealingLR, beyond its length too", () => {
  assertFollowsTorchSchedule(cosineDecay({ steps: 30 }), "cosine_annealing_lr", 0.1);
  const schedule = cosineDecay({ steps: 10, floor: 0.001 / 0.1 });
  assertFollowsTorchSchedule(schedule, "cosine_annealing_lr_periodic", 0.1);
});

Deno.test("cosineDecay: refuses a length of 0", () => {
  assertThrows(() => cosineDecay({ steps: 0 }), RangeError, "got 0");
});
