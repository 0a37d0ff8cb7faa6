import { assertEquals } from "@std/assert";
import { scheduleTitle } from "./schedule_title.ts";

Deno.test("scheduleTitle says how a rate falls in steps, and not where a module lies", () => {
  const fall = (everyEpochs: number) =>
    scheduleTitle({ kind: "step-decay", everyEpochs, factor: 0.5 });
  assertEquals([fall(1), fall(0.5)], [
    "times 0.5 after every epoch",
    "times 0.5 after every 0.5 epochs",
  ]);
  for (const address of ["C:\\mine\\ramp.ts", "file:///mine/ramp.ts?v=2#a", "ramp.ts"]) {
    const title = scheduleTitle({ kind: "module", address, digest: "0123456789" });
    assertEquals(title, "ramp.ts (SHA-256 01234567)");
  }
});
