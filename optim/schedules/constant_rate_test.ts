import { assertEquals } from "@std/assert";
import { constantRate } from "./constant_rate.ts";

Deno.test("constantRate: the factor is 1 at every step", () => {
  assertEquals([1, 2, 1e6].map(constantRate), [1, 1, 1]);
});
