import type { Laboratory, Trial } from "@descent/lab";

/**
 * A laboratory that runs trials in a mixed order, so that at any time as much of each problem and rule is done as of the
 * others: what is done then tells how long the rest takes. Trials of third parties' rules come last and in their order, as
 * their process is sent the data whenever the problem changes.
 *
 * @category Protocol
 * @param laboratory Where trials run.
 * @returns The laboratory; its results have the order that was asked for.
 *
 * @example
 * ```ts
 * import { interleaved } from "@descent/board";
 * import { fakeLaboratory, sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const trials = [1, 2, 3, 4, 5].map((seed) => sampleTrial({ seed }));
 * const runs = await interleaved(fakeLaboratory(() => 1)).run(trials);
 * assertEquals(runs.map(({ record }) => record.seed), [1, 2, 3, 4, 5]);
 * ```
 */
export function interleaved(laboratory: Laboratory): Laboratory {
  return {
    data: (problem) => laboratory.data(problem),
    async run(trials, options) {
      const order = mixedOrder(trials.length).sort((a, b) =>
        Number(isForeign(trials[a])) - Number(isForeign(trials[b])) ||
        (isForeign(trials[a]) ? a - b : 0)
      );
      const runs = await laboratory.run(order.map((place) => trials[place]), options);
      const back = new Array<typeof runs[number]>(runs.length);
      order.forEach((place, index) => back[place] = runs[index]);
      return back;
    },
  };
}

function isForeign({ plugin, problem: { source } }: Trial): boolean {
  return plugin !== null || source !== null;
}

/** Places by the fractional parts of multiples of the golden ratio, which no stretch of places shares. */
function mixedOrder(count: number): number[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  return Array.from({ length: count }, (_, place) => ({ place, key: place * golden % 1 }))
    .sort((a, b) => a.key - b.key)
    .map(({ place }) => place);
}
