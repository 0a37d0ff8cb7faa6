import { randomStream } from "@descent/core";
import { CaseReader, type GoldenArray, type GoldenCase, knownAnswers } from "@descent/core/testing";
import { buildNetwork, softmaxCrossEntropy, twoLayerNet } from "@descent/layers";
import { createOptimizer, findOptimizer } from "@descent/optim";
import { type BuiltProblem, LOSS } from "@descent/problems";
import { assertAlmostEquals, assertEquals } from "@std/assert";
import { train } from "./train.ts";

const optimizers: Readonly<Record<string, string>> = {
  mlp_sgd: "sgd",
  mlp_sgd_momentum: "momentum",
  mlp_rmsprop: "rmsprop",
  mlp_adam: "adam",
};

for (const torch of await knownAnswers("torch_training")) {
  Deno.test(`train gives PyTorch's losses and weights, batch by batch: ${torch.name}`, () =>
    trainLikeTorch(torch));
}

/** Weights are (out, in) in PyTorch and (in, out) here. */
function trainLikeTorch(golden: GoldenCase): void {
  const { name, inputs: { W1, b1, W2, b2, x, labels } } = golden;
  const torch = new CaseReader(golden);
  const [count, N, D] = x.shape;
  using network = buildNetwork({
    layer: twoLayerNet({ hidden: 16, classes: 5 }),
    input: [N, D],
    loss: softmaxCrossEntropy(),
    dtype: "f64",
    random: randomStream({ seed: 1 }),
  });
  const { arena, parameters } = network;
  [transposed(W1), b1.data, transposed(W2), b2.data].forEach((values, index) =>
    parameters[index].value.data.set(values)
  );
  const images = arena.from(x.data, [count * N, D], "f64");
  const targets = arena.from(labels.data, [count * N], "i32");
  let batch = images.rows(0, N), target = targets.rows(0, N);
  // One epoch in PyTorch's order; the batch that was trained on last is evaluated.
  const problem: BuiltProblem = {
    parameters,
    buffers: network.buffers,
    stepsPerEpoch: count,
    examples: { train: count * N, validation: N, test: N },
    model: "",
    data: null,
    nextBatch(step) {
      batch = images.rows((step - 1) * N, step * N);
      target = targets.rows((step - 1) * N, step * N);
      return N;
    },
    gradients: (mode) => network.gradients(batch, target, mode),
    evaluate: () => ({ loss: network.evaluate(batch, target).loss }),
    [Symbol.dispose]() {},
  };
  const { rows } = train({
    problem,
    optimizer: createOptimizer({ plugin: findOptimizer(optimizers[name]), parameters }),
    metrics: { loss: LOSS },
    selection: "validation/loss",
    epochs: 1,
    evaluationsPerEpoch: count,
    learningRate: torch.number("lr"),
  });
  const loss = torch.expectedArray("loss"),
    lossAfter = torch.expectedArray("loss_same_batch_after_update");
  assertEquals(rows.length, count);
  for (const [index, row] of rows.entries()) {
    assertAlmostEquals(row.scores["train/loss"]!, loss.data[index], 1e-9, name);
    assertAlmostEquals(row.scores["validation/loss"]!, lossAfter.data[index], 1e-9, name);
  }
  const finals = [
    transposed(torch.expectedArray("final_W1")),
    torch.expectedArray("final_b1").data,
    transposed(torch.expectedArray("final_W2")),
    torch.expectedArray("final_b2").data,
  ];
  finals.forEach((values, index) =>
    values.forEach((value, place) =>
      assertAlmostEquals(parameters[index].value.data[place], value, 1e-9, name)
    )
  );
}

function transposed({ data, shape: [rows, columns] }: GoldenArray): number[] {
  return data.map((_, index) => data[index % rows * columns + Math.floor(index / rows)]);
}
