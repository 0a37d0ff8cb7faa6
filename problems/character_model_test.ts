import { createEngine, randomStream } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import { adam, createOptimizer } from "@descent/optim";
import { assertEquals, assertLess } from "@std/assert";
import { characterModel } from "./character_model.ts";
import type { OptionValue } from "./contract/option.ts";
import { chooseProblem } from "./contract/problem_choice.ts";

/** Losses of a model on the validation part, after some steps of Adam, and of the best trigram model of its text. */
async function losses(given: Readonly<Record<string, OptionValue>>, steps: number, rate = 6e-3) {
  const { options } = chooseProblem(characterModel, { options: given });
  const data = await characterModel.load(options, {}) as SharedDataset;
  using engine = createEngine();
  using problem = characterModel.create(data, options, {
    engine,
    dtype: "f32",
    batchSize: 16,
    random: randomStream({ seed: 1 }),
  });
  const optimizer = createOptimizer({ plugin: adam, parameters: problem.parameters });
  for (let step = 1; step <= steps; step++) {
    problem.nextBatch(step);
    problem.gradients();
    optimizer.step({
      step,
      learningRate: rate * Math.min(1, step / 50) * (1 - step / (steps + 1)),
    });
  }
  const { loss, perplexity } = problem.evaluate("validation");
  assertEquals(perplexity, Math.exp(loss));
  return { loss, trigram: trigramLoss(data), model: problem.model };
}

/**
 * The mean loss of a trigram model on the validation part: `p(c | ab) = λ₃ f(c | ab) + λ₂ f(c | b) + λ₁ f(c) + λ₀ / V`
 * with the frequencies f of the training part, and for λ the values that are best on the validation part itself.
 */
function trigramLoss({ train, validation, classNames }: SharedDataset): number {
  const V = classNames!.length;
  const counts = [3, 2, 1].map((order) => new Float64Array(V ** order));
  const textOf = ({ inputs, targets }: typeof train) => [inputs[0], ...targets];
  const contexts = counts.map((each) => new Float64Array(each.length / V));
  const text = textOf(train);
  for (let i = 2; i < text.length; i++) {
    const ngram = (text[i - 2] * V + text[i - 1]) * V + text[i];
    counts.forEach((each, k) => {
      each[ngram % each.length]++;
      contexts[k][Math.floor(ngram % each.length / V)]++;
    });
  }
  const unseen = textOf(validation);
  const frequencies = Array.from({ length: unseen.length - 2 }, (_, i) => {
    const ngram = (unseen[i] * V + unseen[i + 1]) * V + unseen[i + 2];
    const known = counts.map((each, k) => {
      const at = ngram % each.length;
      return each[at] / Math.max(1, contexts[k][Math.floor(at / V)]);
    });
    return [...known, 1 / V];
  });
  let weights = [0.25, 0.25, 0.25, 0.25], loss = Infinity;
  for (let round = 0; round < 50; round++) {
    const shares = [0, 0, 0, 0];
    loss = 0;
    for (const each of frequencies) {
      const p = each.reduce((sum, f, k) => sum + weights[k] * f, 0);
      each.forEach((f, k) => shares[k] += weights[k] * f / p);
      loss -= Math.log(p) / frequencies.length;
    }
    weights = shares.map((share) => share / frequencies.length);
  }
  return loss;
}

const small = { characters: 100_000, steps: 32, width: 64, layers: 1 };

for (const [model, steps, rate] of [["gpt", 500, 6e-3], ["lstm", 600, 1e-2]] as const) {
  Deno.test(`A small ${model} learns more of the fables than the best trigram model knows`, async () => {
    const { loss, trigram } = await losses({ ...small, model }, steps, rate);
    assertLess(loss, trigram);
  });
}

Deno.test("characterModel says in its model what it is made of", async () => {
  const tiny = { characters: 2000, width: 4, layers: 1 };
  assertEquals((await losses(tiny, 0)).model, "1 transformer blocks of 4");
  const lstm = { ...tiny, model: "lstm", dropout: 0.1 };
  assertEquals((await losses(lstm, 0)).model, "1 LSTM layers of 4, dropout 0.1");
});
