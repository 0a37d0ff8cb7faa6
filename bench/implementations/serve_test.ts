import { assertEquals, assertRejects } from "@std/assert";
import type { MatmulTask } from "../workloads/task.ts";
import type { OpenTask, Program } from "./program.ts";
import { trainingTask } from "./program.ts";
import { serve } from "./serve.ts";

const task: MatmulTask = { kind: "matmul", product: "ab", m: 1, n: 1, k: 1 };
const open = `open ${JSON.stringify(task)}`;

async function answers(program: Program, requests: readonly string[], now?: () => number) {
  const replies: string[] = [];
  async function* lines() {
    yield* requests;
  }
  await serve({
    program,
    lines: lines(),
    write: (line) => replies.push(line),
    ...(now && { now }),
  });
  return replies;
}

Deno.test("A program tells of itself and does its task", async () => {
  let time = 0;
  const calls: string[] = [];
  const opened: OpenTask = {
    run: () => void (time += 4, calls.push("run")),
    check: () => [1, 2],
    close: () => calls.push("close"),
  };
  const program = { about: "fake 1.0", open: () => opened };
  const replies = await answers(
    program,
    ["about", open, "check", "run 10"],
    () => time,
  );
  assertEquals(replies, ["= about fake 1.0", "= ok", "= values 1 2", "= rate 250"]);
  assertEquals(calls, ["run", "run", "run", "close"]);
});

Deno.test("A task that gives promises is awaited call by call", async () => {
  let time = 0, running = 0;
  const run = async () => {
    assertEquals(++running, 1);
    await Promise.resolve();
    running--;
    time += 5;
  };
  const opened = { run, check: () => Promise.resolve([0]), close: () => {} };
  const program = { about: "", open: () => Promise.resolve(opened) };
  assertEquals(await answers(program, [open, "check", "run 10"], () => time), [
    "= ok",
    "= values 0",
    "= rate 200",
  ]);
});

Deno.test("What a program cannot do is said, and it goes on", async () => {
  const program: Program = {
    about: "",
    open: () => {
      throw new Error("no kernel");
    },
  };
  assertEquals(
    await answers(program, [open, "run 1", "nonsense", "about"]).then((replies) =>
      replies.map((line) => line.split(" ").slice(0, 4).join(" "))
    ),
    [
      "= cannot no kernel",
      "= cannot no task",
      "= cannot Benchmark: expected",
      "= about ",
    ],
  );
});

Deno.test("Opening a task closes the one before", async () => {
  let closed = 0;
  const opened = { run: () => {}, check: () => [], close: () => void closed++ };
  await answers({ about: "", open: () => opened }, [open, open]);
  assertEquals(closed, 2);
});

Deno.test("A training reports its first loss, and the last once it has fallen enough", async () => {
  const losses = [2, 1.99, 1.5, 1];
  const learns = trainingTask(() => losses.shift()!, () => {});
  assertEquals(await learns.check(), [2, 1.5]);
  let steps = 0;
  const stays = trainingTask(() => Promise.resolve(++steps && 2), () => {});
  assertEquals(await stays.check(), [2, 2]);
  assertEquals(steps, 60);
  assertEquals(await stays.run(), undefined);
});

Deno.test("A training that takes half a minute to learn nothing yet is too slow", async () => {
  let time = 0;
  const slow = trainingTask(() => (time += 25_000, 2), () => {}, () => time);
  const error = await assertRejects(async () => await slow.check(), Error);
  assertEquals(error.message, "too slow to show that it learns: 2 steps in 30 s");
});
