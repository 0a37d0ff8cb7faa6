import { assertEquals, assertLess } from "@std/assert";
import { createEngine } from "../memory/engine.ts";
import { DirectProducts } from "./_direct_products.ts";
import { type Case, results } from "./_products_results.ts";
import { SpanningProducts } from "./_spanning_products.ts";

const fitting: readonly Case[] = [
  { input: [1, 1, 1, 1], filters: 1, kernel: 1 },
  { input: [13, 3, 5, 4], filters: 7, kernel: [5, 4] },
  { input: [5, 2, 3, 3], filters: 4, kernel: 3, stride: 2 },
];

Deno.test("Products of filters that span the image agree with the direct ones", () => {
  using engine = createEngine();
  for (const each of fitting) {
    const wanted = results(engine, "f64", (options) => new DirectProducts(options), each);
    const got = results(engine, "f64", (options) => {
      assertEquals(SpanningProducts.fits(options), true);
      return new SpanningProducts(options);
    }, each);
    assertEquals(got.length, wanted.length);
    got.forEach((value, i) => assertLess(Math.abs(value - wanted[i]), 1e-11, `at ${i}`));
  }
});

Deno.test("Filters that leave a part of the image out, or reach past it, do not span it", () => {
  using engine = createEngine();
  const others: readonly Case[] = [
    { input: [1, 1, 3, 3], filters: 1, kernel: [3, 2] },
    { input: [1, 1, 3, 3], filters: 1, kernel: 3, padding: 1 },
    { input: [1, 2, 3, 3], filters: 2, kernel: 3, groups: 2 },
  ];
  for (const each of others) {
    results(engine, "f64", (options) => {
      assertEquals(SpanningProducts.fits(options), false);
      return new DirectProducts(options);
    }, each);
  }
});
