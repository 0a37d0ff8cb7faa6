import { assertAlmostEquals, assertEquals } from "@std/assert";
import { fakeRacer } from "./_fake_racer.ts";
import type { Reply } from "./implementations/protocol.ts";
import { type LimitRacer, measureLimits } from "./limits.ts";
import { peakWorkload } from "./workloads/peak_workload.ts";
import { largeProduct } from "./workloads/matmul_workloads.ts";
import { productFacts } from "./workloads/synthetic.ts";
import { peakOperations } from "./workloads/task.ts";

const peak: Reply = { kind: "values", values: [peakOperations(peakWorkload.task)] };
const product: Reply = { kind: "values", values: productFacts(largeProduct.task) };

function racer(
  name: string,
  instructions: "wasm" | "native",
  checked: Reply,
  rate: number,
): LimitRacer & { readonly asked: string[] } {
  const fake = fakeRacer(name, checked, rate);
  return { ...fake, implementation: { ...fake.implementation, instructions } };
}

Deno.test("The fastest native library at each number of threads is the limit, and wasm's one thread", async () => {
  const own = [
    racer("wasm-1", "wasm", peak, 1000),
    racer("wasm-2", "wasm", peak, 1900),
    racer("openblas-1", "native", product, 40),
    racer("onednn-1", "native", product, 90),
    racer("openblas-2", "native", product, 150),
    racer("onednn-2", "native", product, 140),
  ];
  const limits = await measureLimits(own, { milliseconds: 1 });
  assertEquals(limits.map(({ who }) => who), ["The wasm-1", "The onednn-1", "The openblas-2"]);
  assertEquals(limits.map(({ threads }) => threads), [1, 1, 2]);
  assertAlmostEquals(limits[1].rate, 90 * largeProduct.work);
  assertEquals(own[1].asked, []);
  // Opened, checked, warmed up, and five rounds.
  assertEquals(own[0].asked.length, 8);
});

Deno.test("Who multiplies wrongly shows no limit", async () => {
  const own = [racer("onednn-1", "native", { kind: "values", values: [0, 0] }, 90)];
  assertEquals(await measureLimits(own, { milliseconds: 1 }), []);
});
