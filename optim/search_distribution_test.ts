import { assertEquals, assertGreater } from "@std/assert";
import { longAverages, shortAverages, weightDecays } from "./_search_distributions.ts";
import { optimizerCatalogue } from "./catalogue.ts";
import type { Hyperparameter, SearchDistribution } from "./optimizer_plugin.ts";
import { searchDistribution } from "./search_distribution.ts";

const row = { default: 0.99, range: [0, 1], scale: "linear", doc: "" } as const;

Deno.test("searchDistribution of a row without one goes around its default", () => {
  assertEquals(searchDistribution(row), { oneMinusLogUniform: [0.001, 0.1] });
  assertEquals(searchDistribution({ ...row, default: 1 }), { uniform: [0, 1] });
  assertEquals(searchDistribution({ ...row, default: 0.2 }), { uniform: [0, 1] });
  assertEquals(searchDistribution({ ...row, default: 3, scale: "log" }), {
    logUniform: [0.03, 300],
  });
});

Deno.test("searchDistribution is the row's own where it has one", () => {
  const search = { choice: [0, 0.5] };
  assertEquals(searchDistribution({ ...row, search }), search);
});

/** Distributions by the role that a name tells, the same for all rules. */
const roles: readonly [RegExp, SearchDistribution][] = [
  [/^(othersB|b)eta1$|^momentum$/, shortAverages],
  [/^(othersB|b)eta[23]$|^rho$|^alpha$/, longAverages],
  [/^(othersE|e)psilon$/, { logUniform: [1e-10, 1e-3] }],
  [/^(othersW|w)eightDecay$/, weightDecays],
];

/** Names that have another meaning, and averages of another length than the role's. */
const exceptions: Readonly<Record<string, SearchDistribution>> = {
  "ademamix.alpha": { logUniform: [0.5, 50] },
  "asgd.alpha": { uniform: [0.5, 1] },
  "cocob.alpha": { logUniform: [1, 1e4] },
  "sam.rho": { logUniform: [0.01, 0.5] },
  // Its averages are the other way round: β₁ of the gradient is the longer one.
  "adan.beta1": longAverages,
  "adan.beta2": shortAverages,
  // Of what is made orthogonal.
  "muon.momentum": longAverages,
  "normuon.momentum": longAverages,
  // Its default is 0.25.
  "novograd.beta2": shortAverages,
};

Deno.test("searchDistribution: all rules of the catalogue share those of a role", () => {
  const met = new Set<string>();
  for (const { name, hyperparameters } of optimizerCatalogue) {
    for (const [own, row] of Object.entries<Hyperparameter>(hyperparameters)) {
      const path = `${name}.${own}`;
      if (own === "learningRate") assertEquals(row.search, undefined, path);
      const shared = roles.find(([names]) => names.test(own))?.[1];
      if (shared === undefined) continue;
      assertEquals(searchDistribution(row), exceptions[path] ?? shared, path);
      met.add(path);
    }
  }
  assertGreater(met.size, 100);
  assertEquals(Object.keys(exceptions).filter((path) => !met.has(path)), []);
});
