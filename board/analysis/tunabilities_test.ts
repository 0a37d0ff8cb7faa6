import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { samplePlan, sampleTrials } from "../testing/mod.ts";
import { tunabilities } from "./tunabilities.ts";

const options = { replicates: 200 };

/** A search of four draws with these validation losses, for each rule. */
function trialsOf(losses: Readonly<Record<string, readonly number[]>>) {
  const plan = samplePlan({ draws: 4 });
  const trials = sampleTrials(plan).filter(({ phase }) => phase === "search")
    .map((trial) => ({ ...trial, validation: losses[trial.rule][trial.draw] }));
  return { plan, trials };
}

Deno.test("tunabilities: half of the draws, weighted 2/3 and 1/3, over the reference's", () => {
  const e = Math.E;
  // Logs -0.6, 0, 0, 0: mean -0.15, lowest of two -0.3; ω = -0.15 * 2/3 - 0.3 / 3 = -0.2.
  const { plan, trials } = trialsOf({ momentum: [e ** -0.6, 1, 1, 1], adamw: [1, 1, 1, 1] });
  const [momentum, adamw] = tunabilities(plan, trials, options);
  assertAlmostEquals(momentum!.ratio, Math.exp(-0.2), 1e-12);
  assertEquals(adamw, { ratio: 1, interval: [1, 1] });
  // Among other draws are ones without the good setting, and ones that have it twice or more.
  const [low, high] = momentum!.interval;
  assertEquals(high, 1);
  assert(low < Math.exp(-0.2));
  assertEquals(tunabilities(plan, trials, options), [momentum, adamw]);
});

Deno.test("tunabilities count a problem for no more than a factor of e, and a lost trial as untrained", () => {
  const { plan, trials } = trialsOf({ momentum: [1e-9, 1e-9, 1e-9, 1e-9], adamw: [1, 1, 1, 1] });
  assertAlmostEquals(tunabilities(plan, trials, options)[0]!.ratio, 1 / Math.E, 1e-12);
  const lost = trials.map((trial) =>
    trial.rule === "momentum" && trial.draw > 0
      ? { ...trial, status: "diverged" as const, validation: null }
      : { ...trial, validation: 1 }
  );
  // Three logs of 2.5 and one of 1: mean 3/4 log 2.5, lowest of two 1/2 log 2.5.
  const expected = Math.log(2.5) * (2 / 3 * 3 / 4 + 1 / 3 * 1 / 2);
  assertAlmostEquals(Math.log(tunabilities(plan, lost, options)[0]!.ratio), expected, 1e-12);
});

Deno.test("tunabilities have none for a rule without a search", () => {
  const { plan, trials } = trialsOf({ momentum: [1, 1, 1, 1], adamw: [1, 1, 1, 1] });
  const own = trials.filter(({ rule }) => rule === "adamw");
  assertEquals(tunabilities(plan, own, options)[0], null);
});
