import { assertEquals } from "@std/assert";
import { MOST_JOBS } from "./common_flags.ts";
import { jobCount } from "./job_count.ts";

Deno.test("jobCount divides the cores by the threads of a trial, unless jobs were asked for", () => {
  const counts = [[1, 8], [2, 8], [3, 8], [8, 8], [9, 8], [1, 4 * MOST_JOBS]].map(
    ([threads, cores]) => jobCount({ jobs: undefined, threads }, cores),
  );
  assertEquals(counts, [8, 4, 2, 1, 1, MOST_JOBS]);
  assertEquals(jobCount({ jobs: 5, threads: 4 }, 2), 5);
});
