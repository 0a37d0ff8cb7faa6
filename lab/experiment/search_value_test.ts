import { optimizerCatalogue, type SearchDistribution } from "@descent/optim";
import { assert, assertEquals } from "@std/assert";
import { searchValue } from "./search_value.ts";

function values(search: SearchDistribution, places: readonly number[]): number[] {
  const row = { default: 0.9, range: [0, 1], scale: "linear", doc: "", search } as const;
  return places.map((place) => searchValue(row, place));
}

Deno.test("searchValue spreads decay rates by their distance from 1", () => {
  assertEquals(values({ oneMinusLogUniform: [0.01, 0.5] }, [0, 1]), [0.99, 0.5]);
});

Deno.test("searchValue tries 0 as often as the distribution says", () => {
  const tried = values({ logUniform: [1e-4, 1], zero: 0.25 }, [0, 0.24, 0.25, 1]);
  assertEquals(tried, [0, 0, 1e-4, 1]);
});

Deno.test("searchValue gives each value of a choice the same chance", () => {
  assertEquals(values({ choice: [0, 0.3, 1] }, [0, 0.33, 0.34, 0.66, 0.67, 1]), [
    0,
    0,
    0.3,
    0.3,
    1,
    1,
  ]);
});

Deno.test("searchValue reads the table that a plugin brings, whatever its hyperparameter is called", () => {
  assertEquals(values({ uniform: [0.25, 0.75] }, [0, 0.5, 1]), [0.25, 0.5, 0.75]);
});

Deno.test("searchValue stays in every table's range, and moves with its place", () => {
  for (const { hyperparameters } of optimizerCatalogue) {
    for (const [name, entry] of Object.entries(hyperparameters)) {
      const values = [0, 0.3, 0.6, 1].map((place) => searchValue(entry, place));
      const [minimum, maximum] = entry.range;
      assert(values.every((value) => value >= minimum && value <= maximum), name);
      assert(new Set(values).size > 1, `${name}: ${values}`);
    }
  }
});
