import type { RunningImplementation } from "./implementations/running_implementation.ts";
import { race, type Racer } from "./race.ts";
import type { Limit } from "./report/bench_result.ts";
import { largeProduct } from "./workloads/matmul_workloads.ts";
import { peakWorkload } from "./workloads/peak_workload.ts";
import type { Workload } from "./workloads/task.ts";

/** An implementation whose instruction set is known. */
export type LimitRacer = Racer & Pick<RunningImplementation, "implementation">;

/** So many rounds, whatever else is short, have a middle that one disturbance does not move. */
const rounds = 5;

/**
 * Measures what the instruction sets allow just then: WebAssembly by multiply-adds in registers, on one thread, native
 * code by a large product of the fastest library at each number of threads.
 *
 * @param own Descent in its setups.
 * @param options Least milliseconds of each of the five rounds.
 * @returns The limits; none where nobody could show it.
 */
export async function measureLimits(
  own: readonly LimitRacer[],
  { milliseconds }: { readonly milliseconds: number },
): Promise<Limit[]> {
  const fastest = async (
    instructions: Limit["instructions"],
    threads: number,
    workload: Workload,
  ): Promise<Limit[]> => {
    const racers = own.filter(({ implementation }) =>
      implementation.instructions === instructions && implementation.threads === threads
    );
    const { entries } = await race(workload, racers, { rounds, milliseconds });
    return entries.toSorted((a, b) => b.median - a.median).slice(0, 1).map((best) => {
      const racer = racers.find(({ implementation: { name } }) => name === best.implementation)!;
      return { instructions, threads, rate: best.median, who: racer.implementation.title };
    });
  };
  const limits = await fastest("wasm", 1, peakWorkload);
  for (const threads of new Set(own.map(({ implementation }) => implementation.threads))) {
    limits.push(...await fastest("native", threads, largeProduct));
  }
  return limits;
}
