import { TaskError } from "@descent/cli";
import { type CommonValues, MOST_JOBS } from "./common_flags.ts";

/** More threads than this the operating system may not give. */
const MOST_THREADS_IN_ALL = 256;

/**
 * Number of trials that run side by side: as many as were asked for, else as many as keep every core busy.
 *
 * @category Flags
 * @param values Values of the flags for jobs and threads.
 * @param cores Cores of the machine; default as many as there are.
 * @returns At least 1.
 * @throws {TaskError} When the jobs that were asked for would have more than 256 threads in all.
 *
 * @example
 * ```ts
 * import { jobCount } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(jobCount({ jobs: undefined, threads: 2 }, 8), 4);
 * assertEquals(jobCount({ jobs: 3, threads: 2 }, 8), 3);
 * ```
 */
export function jobCount(
  { jobs, threads }: Pick<CommonValues, "jobs" | "threads">,
  cores: number = navigator.hardwareConcurrency,
): number {
  if (jobs !== undefined && jobs * threads > MOST_THREADS_IN_ALL) {
    throw new TaskError(
      `--jobs: expected at most ${MOST_THREADS_IN_ALL} threads in all, got ${jobs} jobs of ${threads} threads; ` +
        "lower --jobs or --threads",
    );
  }
  return jobs ?? Math.min(MOST_JOBS, Math.max(1, Math.floor(cores / threads)));
}
