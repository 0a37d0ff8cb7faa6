import { type Engine, multiplyAdds } from "@descent/core";
import type { PeakTask } from "../../workloads/task.ts";
import type { OpenTask } from "../program.ts";

/**
 * Multiplying and adding in registers, on one thread.
 *
 * @param engine Where it runs.
 * @param task How much.
 * @returns The task, ready to run.
 */
export function openPeak(engine: Engine, { turns }: PeakTask): OpenTask {
  return {
    run: () => void multiplyAdds(engine, "f32", turns),
    check: () => [multiplyAdds(engine, "f32", turns)],
    close: () => {},
  };
}
