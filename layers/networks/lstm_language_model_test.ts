import { createEngine } from "@descent/core";
import { assertEquals, assertThrows } from "@std/assert";
import { buildLayer } from "../build_layer.ts";
import { lstmLanguageModel } from "./lstm_language_model.ts";

Deno.test("lstmLanguageModel stacks its layers over one table", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const layer = lstmLanguageModel({ vocabulary: 7, units: 3, layers: 2, dropout: 0.5 });
  const built = buildLayer(layer, [2, 4], { arena, dtype: "f64" });
  assertEquals(built.output, [2, 4, 7]);
  const names = built.parameters.map(({ name }) => name.replace("tiedEmbedding1", ""));
  assertEquals(names.filter((name) => name.endsWith("eight")), [
    ".weight",
    "/model/lstm1.inputWeight",
    "/model/lstm1.recurrentWeight",
    "/model/lstm2.inputWeight",
    "/model/lstm2.recurrentWeight",
  ]);
});

Deno.test("lstmLanguageModel refuses numbers below 1", () => {
  for (const option of ["vocabulary", "units", "layers"]) {
    const layer = () => lstmLanguageModel({ vocabulary: 5, [option]: 0 });
    assertThrows(layer, RangeError, `expected ${option}`);
  }
});
