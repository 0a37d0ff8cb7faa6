import { assertEquals, assertThrows } from "@std/assert";
import { assertFollowsTorchSchedule } from "./_golden_schedule.ts";
import { oneCycle } from "./one_cycle.ts";

Deno.test("oneCycle: follows PyTorch's OneCycleLR, rate and momentum", () => {
  const momentum = { start: 0.95, peak: 0.85, end: 0.95 };
  assertFollowsTorchSchedule(oneCycle({ steps: 31 }), "onecycle_lr", 0.1);
  assertFollowsTorchSchedule(oneCycle({ steps: 31, ...momentum }), "onecycle_lr", 1, "momentum");
  assertFollowsTorchSchedule(oneCycle({ steps: 40 }), "onecycle_lr_40", 0.5);
  assertFollowsTorchSchedule(oneCycle({ steps: 40, ...momentum }), "onecycle_lr_40", 1, "momentum");
});

Deno.test("oneCycle: stays at its end, and the shortest cycles are finite", () => {
  const schedule = oneCycle({ steps: 20, end: 0.25 });
  assertEquals([schedule(20), schedule(21), schedule(1000)], [0.25, 0.25, 0.25]);
  for (const warmupFraction of [0, 0.3, 0.5, 0.99]) {
    for (const steps of [1, 2, 3]) {
      const factors = [1, 2, 3, 4].map(oneCycle({ steps, warmupFraction }));
      assertEquals(factors.filter((factor) => !(factor >= 0 && factor <= 1)), []);
    }
  }
});

Deno.test("oneCycle: straight lines, and three phases of which the second is as long as the first", () => {
  const linear = oneCycle({
    steps: 20,
    start: 0.25,
    end: 0,
    shape: "linear",
    warmupFraction: 0.25,
  });
  assertEquals([1, 3, 5, 20, 30].map(linear), [0.25, 0.625, 1, 0, 0]);
  const three = oneCycle({
    steps: 20,
    start: 0.25,
    end: 0.125,
    shape: "linear",
    warmupFraction: 0.25,
    threePhase: true,
  });
  assertEquals([1, 3, 5, 7, 9, 20, 99].map(three), [0.25, 0.625, 1, 0.625, 0.25, 0.125, 0.125]);
  assertThrows(
    () => oneCycle({ steps: 5, warmupFraction: 0.6, threePhase: true }),
    RangeError,
    "from 0 to 0.5, got 0.6",
  );
  assertThrows(() => oneCycle({ steps: 5, shape: "square" as "linear" }), TypeError, `"square"`);
});

Deno.test("oneCycle: refuses a peak after the end", () => {
  assertThrows(() => oneCycle({ steps: 5, warmupFraction: 1 }), RangeError, "warmupFraction");
});
