import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { constant } from "../initializers/constant.ts";
import { embedding } from "../linear/embedding.ts";
import { affine } from "../linear/affine.ts";
import { rnn } from "../sequences/rnn.ts";
import { buildLayer } from "../build_layer.ts";
import { masking } from "./masking.ts";
import { sequential } from "./sequential.ts";

const one = constant({ value: 1 });
const sum = rnn({
  units: 1,
  activation: "relu",
  inputWeight: one,
  recurrentWeight: one,
  bias: constant({ value: 0 }),
});

Deno.test("masking marks the index of padding, anew at each pass and for smaller batches", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const table = embedding({ numEmbeddings: 3, embeddingDim: 1, weight: one });
  const built = buildLayer(masking(sequential([table, sum]), { padding: 2 }), [2, 3], {
    arena,
    dtype: "f64",
  });
  const forward = (
    ...indices: number[]
  ) => [...built.forward(arena.from(indices, [indices.length / 3, 3], "i32"), "eval").data];
  assertEquals(forward(2, 0, 1, 0, 2, 2), [0, 1, 2, 1, 0, 0]);
  assertEquals(forward(1, 2, 1), [1, 0, 2]);
});

Deno.test("masking marks a step of numbers only when all its features are padding", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const built = buildLayer(masking(sum, { padding: 1 }), [1, 3, 2], { arena, dtype: "f64" });
  const y = built.forward(arena.from([1, 2, 1, 1, 0, 1], [1, 3, 2], "f64"), "eval");
  assertEquals([...y.data], [3, 0, 4]);
});

Deno.test("masking refuses padding that is no number, and inputs without steps", () => {
  using engine = createEngine();
  using arena = engine.arena();
  assertThrows(() => masking(sum, { padding: NaN }), RangeError, "expected padding to be finite");
  assertThrows(
    () => buildLayer(masking(affine({ units: 1 })), [2, 3], { arena, dtype: "f64" }),
    TypeError,
    "[N, T, D]",
  );
});
