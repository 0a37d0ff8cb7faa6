import { assert, assertEquals } from "@std/assert";
import { jumpingClock } from "../testing/mod.ts";
import { progressTracker } from "./progress_tracker.ts";

Deno.test("progressTracker tells the time left from new work only", () => {
  let time = 50_000;
  const tracker = progressTracker(() => time);
  tracker.expect(4, 30);
  tracker.reuse(1);
  assertEquals(tracker.snapshot(), { done: 1, total: 4, running: [], secondsLeft: null });
  tracker.start(1, { label: "b", epochs: 4, work: 10 });
  tracker.start(0, { label: "a", epochs: 2, work: 10 });
  time += 3000;
  tracker.advance(0, 1, "50 %");
  tracker.advance(1, 4, "90 %");
  assertEquals(tracker.snapshot(), {
    done: 1,
    total: 4,
    running: [
      { label: "a", epoch: 1, epochs: 2, score: "50 %" },
      { label: "b", epoch: 4, epochs: 4, score: "90 %" },
    ],
    secondsLeft: 3,
  });
  tracker.finish(1);
  assertEquals(tracker.snapshot().done, 2);
  assertEquals(tracker.snapshot().secondsLeft, 3);
});

Deno.test("progressTracker takes in a later stage", () => {
  let time = 0;
  const tracker = progressTracker(() => time);
  tracker.expect(1, 10);
  tracker.start(0, { label: "a", epochs: 1, work: 10 });
  time = 1000;
  tracker.finish(0);
  assertEquals(tracker.snapshot().secondsLeft, 0);
  tracker.expect(3, 40);
  assertEquals(tracker.snapshot(), { done: 1, total: 3, running: [], secondsLeft: 4 });
});

Deno.test("progressTracker never tells of less than no time left", () => {
  let time = 0;
  const tracker = progressTracker(() => time);
  tracker.expect(3, 0.3);
  for (const slot of [0, 1, 2]) {
    tracker.start(slot, { label: "a", epochs: 1, work: 0.1 });
    time += 1000;
    tracker.advance(slot, 7, "");
    tracker.finish(slot);
  }
  assertEquals(tracker.snapshot().secondsLeft, 0);
  // A trial that was not expected.
  tracker.start(0, { label: "b", epochs: 1, work: 10 });
  tracker.advance(0, 1, "");
  assertEquals(tracker.snapshot().secondsLeft, 0);
});

Deno.test("progressTracker tells the time by a clock that nobody sets", () => {
  const Real = Date;
  const startedAt = performance.now();
  globalThis.Date = jumpingClock();
  try {
    const tracker = progressTracker();
    tracker.expect(2, 2);
    tracker.start(0, { label: "a", epochs: 1, work: 1 });
    tracker.finish(0);
    const { secondsLeft } = tracker.snapshot();
    const elapsed = (performance.now() - startedAt) / 1000;
    assert(secondsLeft! >= 0 && secondsLeft! <= elapsed, `${secondsLeft} of ${elapsed}`);
  } finally {
    globalThis.Date = Real;
  }
});

Deno.test("progressTracker sums up the time and what former runs had done", () => {
  let time = 500;
  const tracker = progressTracker(() => time);
  tracker.expect(3, 2);
  tracker.start(0, { label: "a", epochs: 1, work: 1 });
  tracker.finish(0);
  time = 75_500;
  assertEquals(tracker.summary(), "1 trial in 1 min 15 s");
  tracker.reuse(2);
  assertEquals(tracker.summary(), "3 trials in 1 min 15 s, 2 of 3 reused");
});
