import { createEngine, randomStream } from "@descent/core";
import type { SharedDataset } from "@descent/data";
import { adam, createOptimizer } from "@descent/optim";
import { assert, assertEquals, assertLess } from "@std/assert";
import { characterModel } from "./character_model.ts";
import type { OptionValue } from "./contract/option.ts";
import { chooseProblem } from "./contract/problem_choice.ts";
import { trigramLoss } from "./text/trigram_loss.ts";

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
  return {
    loss,
    trigram: trigramLoss(data),
    model: problem.model,
    samples: problem.samples!(),
    data,
  };
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
  const { model, samples, data } = await losses(tiny, 0);
  assertEquals(model, "1 transformer blocks of 4");
  assertEquals(samples.map((text) => text.length), [400]);
  assert([...samples[0]].every((character) => data.classNames!.includes(character)));
  const lstm = { ...tiny, model: "lstm", dropout: 0.1 };
  assertEquals((await losses(lstm, 0)).model, "1 LSTM layers of 4, dropout 0.1");
});
