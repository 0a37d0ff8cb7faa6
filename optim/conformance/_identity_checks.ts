import type { ConformanceCheck } from "./_laboratory.ts";
import { equivariances } from "./equivariances.ts";
import { identityDistance } from "./rule_identities.ts";

/** Relative distance that rounding leaves where a plugin says no other. */
const TOLERANCE = 1e-9;

/** Checks of what a rule is the same as, and of what holds of every rule. */
export const identityChecks: readonly ConformanceCheck[] = [
  {
    name: "is the rules that it says it is",
    run: ({ plugin }) => {
      for (const { at, rule, ruleAt = {}, tolerance = TOLERANCE } of plugin.identities ?? []) {
        const distance = identityDistance({
          left: { plugin, hyperparameters: at },
          right: { plugin: rule, hyperparameters: ruleAt },
        });
        if (distance <= tolerance) continue;
        return `expected the steps of ${rule.title} at ${
          JSON.stringify(at)
        }, got weights that differ by ${
          distance.toPrecision(2)
        } of the way, more than ${tolerance}; mend the rule or its identities`;
      }
      return undefined;
    },
  },
  {
    name: "does not know the order of rows and columns",
    run: ({ plugin }) =>
      // Draws come in the order of the elements.
      plugin.needs?.includes("random") || equivariances(plugin, {}, ["permutation"]).permutation
        ? undefined
        : "expected the same steps when the rows and the columns of a matrix and its gradient change places, " +
          "got others; treat all of them alike",
  },
];
