import { createEngine, randomStream } from "@descent/core";
import { assertEquals } from "@std/assert";
import { accuracy } from "./accuracy.ts";
import { confusionMatrix, countConfusion } from "./confusion_matrix.ts";

Deno.test("the diagonal counts what accuracy counts, ties and NaN included, over all batches", () => {
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 3 }), K = 4;
  const matrix = confusionMatrix(K);
  const wanted = [0, 0, 0, 0];
  let correct = 0;
  for (const N of [50, 7]) {
    const scores = arena.tensor([N, K], "f32"), target = arena.tensor([N], "i32");
    scores.data.forEach((_, i) => scores.data[i] = random.integer(5) - 3);
    target.data.forEach((_, n) => wanted[target.data[n] = random.integer(K)]++);
    scores.data[5] = NaN;
    countConfusion(matrix, scores, target);
    correct += accuracy.batch!(scores, target);
  }
  const at = (k: number, j: number) => matrix.counts[k * (K + 1) + j];
  const classes = [0, 1, 2, 3];
  assertEquals(classes.reduce((sum, k) => sum + at(k, k), 0), correct);
  assertEquals(classes.map((k) => [...classes, K].reduce((sum, j) => sum + at(k, j), 0)), wanted);
  assertEquals(classes.reduce((sum, k) => sum + at(k, K), 0), 2);
});
