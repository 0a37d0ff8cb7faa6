import { TaskError } from "@descent/cli";
import { assertEquals, assertThrows } from "@std/assert";
import { MOST_JOBS } from "./common_flags.ts";
import { jobCount } from "./job_count.ts";

Deno.test("jobCount divides the cores by the threads of a trial, unless jobs were asked for", () => {
  const counts = [[1, 8], [2, 8], [3, 8], [8, 8], [9, 8], [1, 4 * MOST_JOBS]].map(
    ([threads, cores]) => jobCount({ jobs: undefined, threads }, cores),
  );
  assertEquals(counts, [8, 4, 2, 1, 1, MOST_JOBS]);
  assertEquals(jobCount({ jobs: 5, threads: 4 }, 2), 5);
});

Deno.test("jobCount refuses more threads in all than a machine may give", () => {
  assertEquals(jobCount({ jobs: 256, threads: 1 }, 2), 256);
  assertThrows(
    () => jobCount({ jobs: 256, threads: 256 }, 2),
    TaskError,
    "--jobs: expected at most 256 threads in all, got 256 jobs of 256 threads; lower",
  );
});
