import type { Trial } from "../trials/trial.ts";

/** The most solutions between which is looked: their pairs grow with the square. */
const MOST_SOLUTIONS = 12;

/**
 * The judges of a problem as one trial that looks at the loss between their solutions: the first of them, which trains the
 * others too. It looks at no test part.
 *
 * @category Search
 * @param judges Judges of one seed, an optimizer each, the best first.
 * @returns The trial, of a third party's rule where one is among them, as its process runs no other's; else of the first
 * judge. Other third parties' rules are left out, and all behind the twelfth.
 * @throws {RangeError} When there is no judge.
 *
 * @example
 * ```ts
 * import { landscapeTrial } from "@descent/lab";
 * import { sampleTrial } from "@descent/lab/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const lion = sampleTrial({ optimizer: { name: "lion", title: "Lion" } });
 * const { optimizer, landscape } = landscapeTrial([lion, sampleTrial()]);
 * assertEquals([optimizer.name, landscape![0].optimizer], ["lion", "adam"]);
 * ```
 */
export function landscapeTrial(judges: readonly Trial[]): Trial {
  const own = judges.find(({ plugin }) => plugin !== null) ?? judges[0];
  if (own === undefined) {
    throw new RangeError("landscapeTrial: expected a judge, got none; leave the problem out");
  }
  const others = judges.filter((trial) => trial !== own && trial.plugin === null);
  return {
    ...own,
    phase: "landscape",
    testing: false,
    observe: [],
    landscape: others.slice(0, MOST_SOLUTIONS - 1).map(
      ({ optimizer: { name }, hyperparameters, problem: { budget } }) => ({
        optimizer: name,
        hyperparameters,
        epochs: budget.epochs,
        evaluationsPerEpoch: budget.evaluationsPerEpoch,
        schedule: budget.schedule as string,
      }),
    ),
  };
}
