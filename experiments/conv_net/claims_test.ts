import { assertEquals } from "@std/assert";
import { CLAIMS, COMPARISONS } from "./claims.ts";
import { BASE, GRID, RATE_FACTORS, VARIABLES } from "./conv_net_setting.ts";

Deno.test("every claim has values in the sweeps that may refute it", () => {
  const swept = new Map<string, readonly number[]>([
    ...VARIABLES.map(({ name, values }) => [name, values] as const),
    ["rateFactor", RATE_FACTORS],
  ]);
  for (const { name, settings } of CLAIMS) {
    for (const setting of settings) {
      const values = setting.batchSize === BASE.batchSize ? swept.get(name)! : GRID;
      assertEquals(values.includes(setting[name]), true, name);
      assertEquals(values.length > 2, true);
    }
  }
});

Deno.test("the comparisons are those of all claims, and one of the epochs", () => {
  assertEquals(COMPARISONS, 3 + GRID.length + 1);
});
