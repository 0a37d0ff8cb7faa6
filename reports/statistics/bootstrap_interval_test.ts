import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import { bootstrapInterval } from "./bootstrap_interval.ts";

const mean = (groups: readonly (readonly number[])[]): number => {
  const values = groups.flat();
  return values.reduce((sum, value) => sum + value, 0) / values.length;
};

Deno.test("bootstrapInterval has the same bits for the same seed", () => {
  const interval = bootstrapInterval([[1, 2, 4, 8, 16]], mean, { replicates: 200 });
  assertEquals(bootstrapInterval([[1, 2, 4, 8, 16]], mean, { replicates: 200 }), interval);
  assertEquals(interval, [2.395000000000001, 10.8]);
  assertNotEquals(
    bootstrapInterval([[1, 2, 4, 8, 16]], mean, { replicates: 200, seed: 1 }),
    interval,
  );
});

Deno.test("bootstrapInterval of a mean is about as wide as its standard error says", () => {
  const values = Array.from({ length: 100 }, (_, index) => Math.cos(index));
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0) / 100);
  const [low, high] = bootstrapInterval([values], mean, { replicates: 4000 });
  assertAlmostEquals(high - low, 2 * 1.96 * deviation / 10, 0.02);
});

Deno.test("bootstrapInterval draws inside each group", () => {
  const [low, high] = bootstrapInterval([[1, 1], [100, 100]], mean);
  assertEquals([low, high], [50.5, 50.5]);
  assert(low === high);
});
