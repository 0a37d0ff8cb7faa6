import { assertThrows } from "@std/assert";
import { assertFollowsTorchSchedule } from "./_golden_schedule.ts";
import { milestoneDecay } from "./milestone_decay.ts";

Deno.test("milestoneDecay: follows PyTorch's MultiStepLR, in any order", () => {
  for (const milestones of [[5, 12, 25], [25, 5, 12]]) {
    const schedule = milestoneDecay({ milestones, factor: 0.1 });
    assertFollowsTorchSchedule(schedule, "multistep_lr", 0.1);
  }
});

Deno.test("milestoneDecay: refuses a milestone that is no whole number", () => {
  assertThrows(() => milestoneDecay({ milestones: [3, 4.5] }), RangeError, "got 4.5");
});
