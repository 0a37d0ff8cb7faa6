import { textDataset, writeFables } from "@descent/data";
import { randomStream } from "@descent/core";
import { assertAlmostEquals, assertLess } from "@std/assert";
import { trigramLoss } from "./trigram_loss.ts";

Deno.test("trigramLoss of coins that are thrown is their entropy", () => {
  const random = randomStream({ seed: 1 });
  const text = Array.from({ length: 40_000 }, () => random.integer(4) === 0 ? "a" : "b").join("");
  const entropy = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
  assertAlmostEquals(trigramLoss(textDataset({ name: "coins", text, steps: 8 })), entropy, 0.02);
});

Deno.test("trigramLoss is finite for characters that were not learned, and no worse for more text", () => {
  const text = "ab".repeat(50) + "cc";
  const fractions = { validationFraction: 0.1, testFraction: 0.1 };
  const rare = trigramLoss(
    textDataset({ name: "rare", text: text + "acbcabcacbab", steps: 2, ...fractions }),
  );
  assertLess(rare, Math.log(3) * 4);
  const loss = (characters: number) =>
    trigramLoss(textDataset({ name: "fables", text: writeFables({ characters }), steps: 32 }));
  assertLess(loss(80_000), loss(5000));
});
