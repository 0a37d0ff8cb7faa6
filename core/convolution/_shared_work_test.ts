import { assertEquals } from "@std/assert";
import type { Arena } from "../memory/arena.ts";
import { SharedWork } from "./_shared_work.ts";

/** The calls that work on so many threads comes to, with the thread that each runs on. */
function calls(size: number, imageProducts: number, step: number): number[][] {
  const calls: number[][] = [];
  const threads = {
    size,
    available: size,
    start: (thread: number, ...values: number[]) => calls.push([thread, ...values]),
    join: () => calls.push([]),
  };
  let pointer = 1000;
  const tensor = ([bytes]: number[]) => ({ pointer: pointer += bytes });
  const arena = { engine: { threads }, tensor } as unknown as Arena;
  const work = new SharedWork({ arena, imageProducts }, 16);
  const run = (...values: number[]) => calls.push([0, 77, ...values]);
  work.run({ run, id: 77 }, 10, 1, 11, step, 2, 5, 6, 7);
  return calls;
}

Deno.test("Every thread gets whole steps of the items, its own scratch memory and the other arguments", () => {
  assertEquals(calls(3, 1e6, 2), [
    [2, 77, 5, 6, 9, 11, 7, 1048],
    [1, 77, 5, 6, 5, 9, 7, 1032],
    [0, 77, 5, 6, 1, 5, 7, 1016],
    [],
  ]);
});

Deno.test("Threads that no share is left for are not started", () => {
  assertEquals(calls(8, 1e6, 5), [
    [1, 77, 5, 6, 6, 11, 7, 1032],
    [0, 77, 5, 6, 1, 6, 7, 1016],
    [],
  ]);
});

Deno.test("Work that is not worth telling another thread of is done at once", () => {
  assertEquals(calls(8, 10, 1), [[0, 77, 5, 6, 1, 11, 7, 1016]]);
});
