import { assertAlmostEquals, assertEquals } from "@std/assert";
import { profileRows } from "./profile_rows.ts";

Deno.test("Shares add up to one with what lies between the parts, slowest first", () => {
  const rows = profileRows({
    title: "",
    steps: 4,
    examples: 4,
    seconds: 1,
    parts: [
      { name: "data", seconds: 0.1, operations: 0 },
      { name: "hidden1 forward", seconds: 0.6, operations: 1.2e10 },
    ],
    threads: 1,
    matmul: "wasm 0.1.0",
    peak: 4e10,
    events: [],
  });
  assertEquals(rows.map(({ part }) => part), ["hidden1 forward", "between", "data"]);
  assertAlmostEquals(rows.reduce((sum, { share }) => sum + share, 0), 1);
  assertEquals(rows.map(({ gigaflops }) => gigaflops), [20, null, null]);
  assertAlmostEquals(rows[0].shareOfPeak!, 0.5);
  assertAlmostEquals(rows[2].microseconds, 25_000);
});
