import { assert, assertEquals } from "@std/assert";
import { adam, lbfgs, parseSchedule, prodigy } from "@descent/optim";
import { trackSchedules } from "./track_schedules.ts";

Deno.test("trackSchedules are schedules that start low where they warm up, and end where their course does", () => {
  const all = [adam, prodigy].flatMap((plugin) => trackSchedules(plugin, "algorithm"));
  for (const text of new Set(all)) {
    const schedule = parseSchedule(text)(100);
    const warms = text.startsWith("warmup");
    assert(warms === schedule(1) < 0.5, `${text} starts at ${schedule(1)}`);
    assert(text.endsWith("constant") === schedule(99) > 0.5, `${text} ends at ${schedule(99)}`);
  }
});

Deno.test("trackSchedules takes a rule's own courses, and none for one that finds its steps itself", () => {
  assertEquals(trackSchedules(prodigy, "rule"), ["warmup(5%),linear"]);
  assertEquals(trackSchedules(prodigy, "algorithm").slice(0, 2), [
    "warmup(5%),constant",
    "constant",
  ]);
  assertEquals(trackSchedules(lbfgs, "algorithm"), ["constant"]);
});
