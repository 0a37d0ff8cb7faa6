import { randomStream } from "@descent/core";
import { checkHyperparameters } from "../check_hyperparameters.ts";
import { markLive } from "../_live_values.ts";
import type { Hyperparameter } from "../optimizer_plugin.ts";
import {
  type ConformanceCheck,
  defaultRate,
  firstDifference,
  makeParameters,
  makeSteps,
  type Subject,
  valuesOf,
} from "./_laboratory.ts";
import { evaluationOf, quadratic } from "./_objective.ts";

/** Where three steps lead with values that `change` may change after the optimizer is made. */
function follow(
  { plugin, engine }: Subject,
  values: Record<string, number>,
  change: () => void = () => {},
): number[] {
  using arena = engine.arena();
  const parameters = makeParameters(arena);
  const optimizer = plugin.create(parameters, values as { learningRate: number });
  change();
  const evaluate = evaluationOf(parameters, quadratic);
  const laboratory = { optimizer, evaluate, random: randomStream({ seed: 1 }) };
  makeSteps(laboratory, { last: 3, learningRate: defaultRate(plugin) });
  return valuesOf(parameters);
}

/** Another value within the range. */
function otherValue({ default: standard, range: [minimum, maximum] }: Hyperparameter): number {
  const smaller = minimum + (standard - minimum) / 2;
  return smaller < standard ? smaller : Math.min(maximum, standard + 0.125);
}

/** Checks that what a schedule may change is read in each step, and nowhere else. */
export const scheduleCheck: ConformanceCheck = {
  name: "reads what a schedule may change in each step",
  run: (subject) => {
    const { plugin } = subject;
    const table = plugin.hyperparameters as Readonly<Record<string, Hyperparameter>>;
    for (const name of plugin.schedulable ?? []) {
      const standard = checkHyperparameters(plugin) as unknown as Record<string, number>;
      const other = otherValue(table[name]);
      const wanted = follow(subject, { ...standard, [name]: other });
      const values = markLive({ ...standard });
      const came = follow(subject, values, () => values[name] = other);
      const difference = firstDifference(came, wanted);
      if (difference === undefined) continue;
      return `expected the same bits whether ${name} is ${other} from the start or changes to it before the first step: ${difference}; read it in step from the object that create was given, or take it out of schedulable`;
    }
    return undefined;
  },
};
