import { randomStream, relativeError } from "@descent/core";
import { assertLess } from "@std/assert";
import { classesOf, type GoldenArray, type GoldenCase, tensorOf } from "./_golden_case.ts";
import { buildNetwork } from "./network.ts";
import { twoLayerNet } from "./networks/two_layer_net.ts";
import { softmaxCrossEntropy } from "./losses/softmax_cross_entropy.ts";
import golden from "./testdata/torch_training.json" with { type: "json" };

/** Weights of PyTorch are (out, in), ours (in, out). */
function transposed({ data, shape: [rows, columns] }: GoldenArray): number[] {
  return data.map((_, i) => data[i % rows * columns + Math.floor(i / rows)]);
}

for (const torch of golden.cases as unknown as readonly GoldenCase[]) {
  Deno.test(`First loss and gradients agree with PyTorch: ${torch.name}`, () => {
    const { W1, b1, W2, b2, x, labels } = torch.inputs;
    const [batches, N, D] = x.shape;
    using network = buildNetwork({
      layer: twoLayerNet({ hidden: 16, classes: 5 }),
      input: [N, D],
      loss: softmaxCrossEntropy(),
      dtype: "f64",
      random: randomStream({ seed: 1 }),
    });
    [transposed(W1), b1.data, transposed(W2), b2.data].forEach((values, i) =>
      network.parameters[i].value.data.set(values)
    );
    const images = tensorOf(network.arena, x).reshape([batches * N, D]).rows(0, N);
    const classes = classesOf(network.arena, labels).reshape([batches * N]).rows(0, N);
    const loss = network.gradients(images, classes);
    const expected = torch.expected as Readonly<Record<string, GoldenArray>>;
    assertLess(Math.abs(loss - expected.loss.data[0]), 1e-13);
    const wanted = [
      transposed(expected.first_grad_W1),
      expected.first_grad_b1.data,
      transposed(expected.first_grad_W2),
      expected.first_grad_b2.data,
    ];
    network.parameters.forEach(({ name, gradient }, i) =>
      assertLess(relativeError(gradient.data, wanted[i]), 1e-8, name)
    );
  });
}
