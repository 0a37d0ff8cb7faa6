import type { RunningImplementation } from "./implementations/running_implementation.ts";
import { race, type RaceOptions, type Racer } from "./race.ts";
import type { Limit } from "./report/bench_result.ts";
import { largeProduct } from "./workloads/matmul_workloads.ts";
import { peakWorkload } from "./workloads/peak_workload.ts";
import type { Workload } from "./workloads/task.ts";

/** An implementation whose instruction set is known. */
export type LimitRacer = Racer & Pick<RunningImplementation, "implementation">;

/** So many rounds have a middle that one disturbance does not move. */
const mostRounds = 5;

/**
 * Measures what the instruction sets allow just then: WebAssembly by multiply-adds in registers, on one thread, native
 * code by a large product of the fastest library at each number of threads.
 *
 * @param own Descent in its setups.
 * @param options Rounds, of which five are enough, their length, and who hears of them.
 * @returns The limits; none where nobody could show it.
 */
export async function measureLimits(
  own: readonly LimitRacer[],
  { rounds = mostRounds, ...options }: RaceOptions,
): Promise<Limit[]> {
  const fastest = async (
    workload: Workload,
    racers: readonly LimitRacer[],
  ): Promise<Limit | undefined> => {
    if (racers.length === 0) return undefined;
    const few = { rounds: Math.min(rounds, mostRounds), ...options };
    const { entries } = await race(workload, racers, few);
    const [best] = entries.toSorted((a, b) => b.median - a.median);
    const racer = racers.find(({ implementation: { name } }) => name === best?.implementation);
    if (racer === undefined) return undefined;
    const { instructions, threads, title } = racer.implementation;
    return instructions === "javascript"
      ? undefined
      : { instructions, threads, rate: best.median, who: title };
  };
  const those = (instructions: string, threads: number) =>
    own.filter(({ implementation }) =>
      implementation.instructions === instructions && implementation.threads === threads
    );
  const limits = [await fastest(peakWorkload, those("wasm", 1))];
  for (const threads of new Set(own.map(({ implementation }) => implementation.threads))) {
    limits.push(await fastest(largeProduct, those("native", threads)));
  }
  return limits.filter((limit) => limit !== undefined);
}
