import { randomStream } from "@descent/core";
import { buildNetwork, lstmLanguageModel, softmaxCrossEntropy } from "@descent/layers";
import { assertEquals, assertNotEquals } from "@std/assert";
import { sampleText } from "./sample_text.ts";

Deno.test("sampleText goes on beyond the model's steps, the same for the same stream", () => {
  using network = buildNetwork({
    layer: lstmLanguageModel({ vocabulary: 3, units: 5 }),
    input: [4, 6],
    loss: softmaxCrossEntropy(),
    random: randomStream({ seed: 1 }),
  });
  const write = (seed: number) =>
    sampleText({
      network,
      classNames: ["\n", "a", "<"],
      length: 40,
      random: randomStream({ seed }),
    });
  assertEquals(write(1).length, 40);
  assertEquals(write(1), write(1));
  assertNotEquals(write(1), write(2));
  network.parameters[0].value.data.fill(NaN);
  assertEquals(write(1), "");
});

Deno.test("sampleText draws by what the model has read", () => {
  using network = buildNetwork({
    layer: lstmLanguageModel({ vocabulary: 2, units: 8 }),
    input: [1, 8],
    loss: softmaxCrossEntropy(),
    random: randomStream({ seed: 1 }),
  });
  const x = network.arena.from([0, 1, 0, 1, 0, 1, 0, 1], [1, 8], "i32");
  const target = network.arena.from([1, 0, 1, 0, 1, 0, 1, 0], [1, 8], "i32");
  for (let step = 0; step < 200; step++) {
    network.gradients(x, target);
    for (const { value, gradient } of network.parameters) {
      for (let i = 0; i < value.size; i++) value.data[i] -= 0.5 * gradient.data[i];
    }
  }
  const text = sampleText({
    network,
    classNames: ["a", "b"],
    length: 30,
    random: randomStream({ seed: 3 }),
    start: "a",
  });
  assertEquals(text, "ba".repeat(15));
});
