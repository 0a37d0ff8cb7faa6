import { assert, assertEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { progressDisplay } from "./progress_display.ts";
import { progressTracker } from "./progress_tracker.ts";

function fakeTerminal(isTerminal: boolean, columns = 60) {
  const written: string[] = [];
  const write = (text: string) => void written.push(text);
  return { isTerminal, columns: () => columns, write, written };
}

/** Timers that go off when they are told to. */
function heldTimers() {
  const drawers = new Map<number, () => void>();
  const begin = (draw: () => void) => {
    drawers.set(drawers.size + 1, draw);
    return drawers.size;
  };
  const start = stub(globalThis, "setInterval", begin as unknown as typeof setInterval);
  const end = stub(globalThis, "clearInterval", (id) => void drawers.delete(id as number));
  return {
    tick: () => drawers.forEach((draw) => draw()),
    [Symbol.dispose]() {
      start.restore();
      end.restore();
    },
  };
}

Deno.test("progressDisplay loses nothing on a terminal that says it has no columns", () => {
  using time = heldTimers();
  const terminal = fakeTerminal(true, 0);
  const { expect, reuse, snapshot } = progressTracker();
  using _display = progressDisplay({ title: "compare", snapshot, terminal });
  expect(48, 1);
  reuse(48);
  time.tick();
  assertEquals(terminal.written, [`compare ${"━".repeat(24)}  48/48 trials\n`]);
});

Deno.test("progressDisplay redraws in place on a terminal and wipes itself in the end", () => {
  using time = heldTimers();
  const terminal = fakeTerminal(true);
  const tracker = progressTracker();
  {
    using _display = progressDisplay({ title: "compare", snapshot: tracker.snapshot, terminal });
    tracker.expect(2, 2);
    tracker.start(0, { label: "adam", epochs: 1, work: 1 });
    time.tick();
    tracker.finish(0);
    time.tick();
  }
  time.tick();
  assertEquals(terminal.written.length, 3);
  assert(terminal.written[0].startsWith("compare "));
  assert(terminal.written[1].startsWith("\x1b[2F\x1b[Jcompare "));
  assertEquals(terminal.written[2], "\x1b[1F\x1b[J");
});

Deno.test("progressDisplay writes few lines off a terminal", () => {
  const terminal = fakeTerminal(false);
  const tracker = progressTracker(() => 0);
  using display = progressDisplay({ title: "compare", snapshot: tracker.snapshot, terminal });
  tracker.expect(40, 40);
  for (let trial = 0; trial < 40; trial++) {
    tracker.start(0, { label: "adam", epochs: 1, work: 1 });
    tracker.finish(0);
    display.refresh();
    display.refresh();
  }
  assertEquals(terminal.written.length, 10);
  assertEquals(terminal.written[0], "compare: 4 of 40 trials done, about 0 s left\n");
  assertEquals(terminal.written[9], "compare: 40 of 40 trials done\n");
});

Deno.test("progressDisplay writes a line that stays above what it redraws", () => {
  using time = heldTimers();
  const terminal = fakeTerminal(true);
  const { expect, snapshot } = progressTracker();
  {
    using display = progressDisplay({ title: "compare", snapshot, terminal });
    expect(2, 2);
    time.tick();
    display.tell("adam seed 1 is run again");
    time.tick();
  }
  const [, told, drawn] = terminal.written;
  assertEquals(told, "\x1b[1F\x1b[Jadam seed 1 is run again\n");
  assert(drawn.startsWith("compare "), "the line is not wiped");
  const log = fakeTerminal(false);
  progressDisplay({ title: "compare", snapshot, terminal: log }).tell("adam seed 1 is run again");
  assertEquals(log.written, ["adam seed 1 is run again\n"]);
});
