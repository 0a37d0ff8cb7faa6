import { assertEquals, assertStringIncludes } from "@std/assert";
import { productFacts } from "./synthetic.ts";
import type { Task } from "./task.ts";
import { verdict } from "./verdict.ts";

const product = { kind: "matmul", product: "ab", m: 3, n: 4, k: 5 } as const;
const training: Task = {
  kind: "training",
  network: { kind: "fullyConnected", hidden: [] },
  batchSize: 2,
  optimizer: "adam",
};

Deno.test("A product must be exact", () => {
  const [first, sum] = productFacts(product);
  assertEquals(verdict(product, [first, sum]), undefined);
  assertStringIncludes(verdict(product, [first, sum + 1])!, "wrong");
  assertStringIncludes(verdict(product, [])!, "wrong");
});

Deno.test("A training must lower its loss", () => {
  assertEquals(verdict(training, [2, 1.8]), undefined);
  assertStringIncludes(verdict(training, [2, 1.99])!, "does not learn");
  assertStringIncludes(verdict(training, [2, NaN])!, "does not learn");
  assertStringIncludes(verdict(training, [Infinity, Infinity])!, "does not learn");
});

Deno.test("A layer must give numbers that are not all zero", () => {
  const task: Task = { kind: "layer", layer: "relu", pass: "forward" };
  assertEquals(verdict(task, [3]), undefined);
  for (const value of [0, NaN, Infinity]) {
    assertStringIncludes(verdict(task, [value])!, "degenerate");
  }
});

Deno.test("The peak must have done all its operations", () => {
  const task: Task = { kind: "peak", turns: 5 };
  assertEquals(verdict(task, [2 * 4 * 48 * 5]), undefined);
  assertStringIncludes(verdict(task, [0])!, "in place of 1920");
});

Deno.test("A gathered batch must be the first one", () => {
  const task: Task = { kind: "gather", batchSize: 2 };
  assertStringIncludes(verdict(task, [0])!, "wrong");
});
