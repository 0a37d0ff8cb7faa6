import { assertEquals } from "@std/assert";
import { stepOperations } from "./step_operations.ts";

/** Three passes of each product, of the first layer two. */
const passes = (first: number, ...others: number[]) =>
  2 * (2 * first + others.reduce((sum, count) => sum + 3 * count, 0));

Deno.test("An MLP has three products for each layer, and two for the first", () => {
  const network = { kind: "fullyConnected", hidden: [100] } as const;
  const task = { kind: "training", network, batchSize: 128, optimizer: "adam" } as const;
  const operations = stepOperations(task);
  assertEquals(operations, 128 * passes(784 * 100, 100 * 10));
  assertEquals(operations, 40_908_800);
});

Deno.test("The wide MLP's step is 6.46 thousand million operations", () => {
  const task = {
    kind: "network",
    network: "wideMlp",
    batchSize: 128,
    optimizer: "momentum",
  } as const;
  const operations = stepOperations(task);
  assertEquals(operations, 128 * passes(3072 * 2048, 2048 * 2048, 2048 * 10));
  assertEquals(operations, 6_458_179_584);
});

Deno.test("A convolution counts its filter at every place of its output", () => {
  const network = { kind: "convolutional", filters: 32, kernel: 7, hidden: 100 } as const;
  const task = { kind: "training", network, batchSize: 50, optimizer: "momentum" } as const;
  const filters = 32 * 7 * 7 * 28 * 28;
  assertEquals(stepOperations(task), 50 * passes(filters, 32 * 14 * 14 * 100, 100 * 10));
});

Deno.test("Depthwise convolutions count one channel, and those of stride 2 their places", () => {
  const task = {
    kind: "network",
    network: "separable",
    batchSize: 64,
    optimizer: "momentum",
  } as const;
  const counts = [
    [32 * 3 * 3 * 3, 32],
    ...[[32 * 9, 32], [32 * 64, 32]],
    ...[[64 * 9, 16], [64 * 128, 16]],
    ...[[128 * 9, 8], [128 * 256, 8]],
  ].map(([filters, side]) => filters * side * side);
  const [first, ...others] = [...counts, 256 * 10];
  assertEquals(stepOperations(task), 64 * passes(first, ...others));
});

Deno.test("Branches of a residual net and their shortcuts count", () => {
  const task = {
    kind: "network",
    network: "resnet8",
    batchSize: 1,
    optimizer: "momentum",
  } as const;
  const inner = [
    ...[16 * 16 * 9, 16 * 16 * 9].map((size) => size * 32 * 32),
    ...[16 * 32 * 9, 32 * 32 * 9, 16 * 32].map((size) => size * 16 * 16),
    ...[32 * 64 * 9, 64 * 64 * 9, 32 * 64].map((size) => size * 8 * 8),
  ];
  assertEquals(stepOperations(task), passes(3 * 16 * 9 * 32 * 32, ...inner, 64 * 10));
});

Deno.test("A recurrent model has the products of every step, and scores by its table", () => {
  const shape = { width: 128, steps: 64, batchSize: 64 };
  const task = { kind: "sequence", model: { kind: "lstm" }, ...shape } as const;
  const gates = (128 + 128) * 4 * 128, scores = 128 * 64;
  assertEquals(stepOperations(task), 64 * 64 * 2 * 3 * (gates + scores));
});

Deno.test("Attention counts its projections, and half of its scores and sums, as it looks back only", () => {
  const shape = { width: 8, steps: 6, batchSize: 4 };
  const task = {
    kind: "sequence",
    model: { kind: "gpt", blocks: 3, heads: 2 },
    ...shape,
  } as const;
  // Queries, keys, values and outputs, then two affine layers of 32 hidden units.
  const ofToken = 4 * 8 * 8 + 2 * 8 * 32;
  // Step t looks at t steps, for its scores and for its sum of values.
  const attention = 2 * (1 + 2 + 3 + 4 + 5 + 6) * 8;
  const scores = 6 * 8 * 64;
  assertEquals(stepOperations(task), 4 * 2 * 3 * (3 * (6 * ofToken + attention) + scores));
});
