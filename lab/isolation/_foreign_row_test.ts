import { assertEquals } from "@std/assert";
import { foreignRow } from "./_foreign_row.ts";

const metrics = { loss: { title: "loss", better: "lower", format: "number" } } as const;
const row = {
  step: 3,
  epoch: 0.5,
  seconds: 1,
  gradientEvaluations: 3,
  learningRate: 0.1,
  scores: { "validation/loss": 2, "train/loss": NaN },
};

Deno.test("foreignRow keeps numbers of known metrics and nothing else", () => {
  const scores = { ...row.scores, "validation/<b>": 1, "test/loss": "<b>", constructor: 1 };
  const known = foreignRow(metrics, { ...row, scores, extra: { a: 1 }, more: "<b>" });
  assertEquals(known, row);
  assertEquals(foreignRow(metrics, { ...row, learningRate: "<b>" })?.learningRate, null);
});

Deno.test("foreignRow takes nothing that is no evaluation", () => {
  const wrong = [null, 1, "<b>", [], {}, { ...row, step: "1" }, { ...row, epoch: NaN }];
  for (const value of [...wrong, { ...row, scores: null }, { ...row, scores: 1 }]) {
    assertEquals(foreignRow(metrics, value), null);
  }
});
