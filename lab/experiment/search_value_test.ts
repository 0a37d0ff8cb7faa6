import { optimizerCatalogue } from "@descent/optim";
import { assert, assertEquals } from "@std/assert";
import { searchValue } from "./search_value.ts";

const row = { default: 0.9, range: [0, 1], scale: "linear", doc: "" } as const;

Deno.test("searchValue spreads decay rates by their distance from 1", () => {
  assertEquals([0, 1].map((place) => searchValue("momentum", row, place)), [0.99, 0.5]);
  assertEquals([0, 1].map((place) => searchValue("rho", row, place)), [0.999, 0.7]);
});

Deno.test("searchValue tries no weight decay in one of four cases", () => {
  const decay = { default: 0.01, range: [0, 1e9], scale: "log", doc: "" } as const;
  const tried = [0, 0.24, 0.25, 1].map((place) => searchValue("weightDecay", decay, place));
  assertEquals(tried, [0, 0, 1e-4, 1]);
});

Deno.test("searchValue stays in every table's range, and moves with its place", () => {
  for (const { hyperparameters } of optimizerCatalogue) {
    for (const [name, entry] of Object.entries(hyperparameters)) {
      const values = [0, 0.3, 0.6, 1].map((place) => searchValue(name, entry, place));
      const [minimum, maximum] = entry.range;
      assert(values.every((value) => value >= minimum && value <= maximum), name);
      assert(new Set(values).size > 1, `${name}: ${values}`);
    }
  }
});
