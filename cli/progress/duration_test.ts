import { assertEquals } from "@std/assert";
import { duration } from "./duration.ts";

Deno.test("duration rounds up to whole units", () => {
  assertEquals([0, 0.1, 59.5, 3599, 7500].map(duration), [
    "0 s",
    "1 s",
    "1 min 0 s",
    "59 min 59 s",
    "2 h 5 min",
  ]);
});
