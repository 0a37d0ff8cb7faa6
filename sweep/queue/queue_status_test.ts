import { assertEquals } from "@std/assert";
import { statusText } from "./queue_status.ts";

Deno.test("statusText says what runs where and since when, and what failed and why", () => {
  const since = new Date(0).toISOString();
  const text = statusText(
    {
      queue: "postgres://db/lab",
      queued: 3,
      running: [{ label: "adam seed 1", worker: "host 7", since, epoch: 2.5, score: "97.3 %" }],
      done: 9,
      failed: [{ label: "lion seed 2", error: "no memory" }],
    },
    (seconds) => `${seconds} s`,
    12_000,
  );
  assertEquals(text.split("\n"), [
    "postgres://db/lab: 3 queued, 1 running, 9 done, 1 failed",
    "",
    "running      worker  for   epoch  score",
    "adam seed 1  host 7  12 s  2.5    97.3 %",
    "",
    "failed       why",
    "lion seed 2  no memory",
  ]);
});
