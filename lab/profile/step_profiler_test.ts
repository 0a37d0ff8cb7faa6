import { assertAlmostEquals, assertEquals } from "@std/assert";
import { StepProfiler } from "./step_profiler.ts";

function manual(mostEvents?: number) {
  const clock = { time: 0, operations: 0 };
  const profiler = new StepProfiler({
    now: () => clock.time,
    operations: () => clock.operations,
    ...(mostEvents !== undefined && { mostEvents }),
  });
  const work = (milliseconds: number, operations: number) => {
    clock.time += milliseconds;
    clock.operations += operations;
  };
  return { profiler, work };
}

Deno.test("Time and operations within a part count for the inner one alone", () => {
  const { profiler, work } = manual();
  for (let step = 0; step < 2; step++) {
    profiler.enter("block", "forward");
    work(1, 10);
    profiler.enter("block/inner", "forward");
    work(4, 100);
    profiler.leave();
    work(2, 0);
    profiler.leave();
  }
  const [inner, block] = profiler.parts();
  assertEquals([inner.name, inner.operations], ["block/inner forward", 200]);
  assertAlmostEquals(inner.seconds, 0.008);
  assertEquals([block.name, block.operations], ["block forward", 20]);
  assertAlmostEquals(block.seconds, 0.006);
});

Deno.test("Events lie within one another and are in microseconds", () => {
  const { profiler, work } = manual();
  work(5, 0);
  profiler.enter("outer");
  work(1, 0);
  profiler.enter("inner");
  work(2, 0);
  profiler.leave();
  profiler.leave();
  assertEquals(profiler.events, [
    { name: "inner", start: 6000, duration: 2000 },
    { name: "outer", start: 5000, duration: 3000 },
  ]);
});

Deno.test("A reset forgets the warm-up, and no more events are kept than asked for", () => {
  const { profiler, work } = manual(2);
  profiler.enter("warm");
  profiler.leave();
  profiler.reset();
  for (let step = 0; step < 3; step++) {
    profiler.enter("data");
    work(1, 0);
    profiler.leave();
  }
  assertEquals(profiler.parts().map(({ name }) => name), ["data"]);
  assertAlmostEquals(profiler.parts()[0].seconds, 0.003);
  assertEquals(profiler.events.length, 2);
});
