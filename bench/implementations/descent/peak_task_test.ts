import { createEngine } from "@descent/core";
import { assertEquals } from "@std/assert";
import { peakOperations } from "../../workloads/task.ts";
import { openPeak } from "./peak_task.ts";

Deno.test("The peak's task reports what it did", () => {
  using engine = createEngine();
  const task = openPeak(engine, { kind: "peak", turns: 20 });
  task.run();
  assertEquals(task.check(), [peakOperations({ kind: "peak", turns: 20 })]);
  task.close();
});
