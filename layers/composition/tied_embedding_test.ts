import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { rnn } from "../sequences/rnn.ts";
import { buildLayer } from "../build_layer.ts";
import { sequential } from "./sequential.ts";
import { tiedEmbedding } from "./tied_embedding.ts";

const table = { numEmbeddings: 2, embeddingDim: 2 };

Deno.test("tiedEmbedding scores by products with its own rows, whose two gradients add up", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const weight = (values: { set(values: number[]): void }) => values.set([1, 2, 3, 4]);
  const bias = (values: { set(values: number[]): void }) => values.set([100, 200]);
  const layer = tiedEmbedding(sequential([], { name: "body" }), { ...table, weight, bias });
  const built = buildLayer(layer, [2, 1], { arena, dtype: "f64" });
  const y = built.forward(arena.from([0], [1, 1], "i32"), "train");
  assertEquals([y.shape, [...y.data]], [[1, 1, 2], [105, 211]]);
  built.backward(arena.from([1, 0], [1, 1, 2], "f64"));
  // The score is the square of the row, so its gradient is twice the row.
  assertEquals(built.parameters.map(({ gradient }) => [...gradient.data]), [[2, 4, 0, 0], [1, 0]]);
});

Deno.test("tiedEmbedding may go without bias, and refuses bodies and inputs that do not fit", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const names = (layer: ReturnType<typeof tiedEmbedding>, input: number[]) =>
    buildLayer(layer, input, { arena, dtype: "f64" }).parameters.map(({ name }) => name);
  const plain = tiedEmbedding(sequential([]), { ...table, bias: false });
  assertEquals(names(plain, [1, 3]), ["tiedEmbedding1.weight"]);
  assertThrows(() => names(plain, [1, 3, 1]), TypeError, "expected input of indices [N, T]");
  const wide = tiedEmbedding(rnn({ units: 5 }), table);
  assertThrows(
    () => names(wide, [1, 3]),
    TypeError,
    "expected a body that gives [N, 3, 2], got [N, 3, 5]",
  );
  assertThrows(() => tiedEmbedding(sequential([]), { ...table, numEmbeddings: 0 }), RangeError);
});
