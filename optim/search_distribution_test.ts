import { assert, assertEquals } from "@std/assert";
import { optimizerCatalogue } from "./catalogue.ts";
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

Deno.test("the catalogue's decay rates, momenta, epsilons and weight decays bring their distributions", () => {
  const named = optimizerCatalogue.flatMap(({ hyperparameters }) => Object.entries(hyperparameters))
    .filter(([name]) => /^(beta\d|rho|alpha|momentum|epsilon|weightDecay)$/.test(name));
  assert(named.length > 20);
  assertEquals(named.filter(([, { search }]) => search === undefined), []);
});
