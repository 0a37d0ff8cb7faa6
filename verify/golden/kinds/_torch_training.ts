import { randomStream } from "@descent/core";
import {
  type CaseReader,
  type GoldenArray,
  type GoldenComparison,
  NotSupportedError,
} from "@descent/core/testing";
import {
  affine,
  buildNetwork,
  relu,
  sequential,
  sigmoid,
  softmaxCrossEntropy,
  tanh,
} from "@descent/layers";
import { createOptimizer } from "@descent/optim";
import type { GoldenKind } from "../golden_kind.ts";
import { goldenEngine } from "./_golden_engine.ts";
import { setNumbers } from "./_layer_run.ts";
import { torchRule } from "./_torch_rule.ts";
import { transposed } from "./_transposed.ts";

/** One pass over given batches: losses before and after each update, first gradients and final weights. */
export const training: GoldenKind = {
  name: "training_run",
  check(reader) {
    const { layer, count } = architectureOf(reader);
    const { plugin, hyperparameters } = torchRule(reader);
    const batches = reader.number("batches"), N = reader.number("batch_size");
    const x = reader.input("x"), labels = reader.input("labels");
    const D = x.shape.slice(2);
    using network = buildNetwork({
      layer,
      input: [N, ...D],
      loss: softmaxCrossEntropy(),
      dtype: "f64",
      random: randomStream({ seed: 0 }),
      engine: goldenEngine(),
    });
    const { arena, parameters } = network;
    const learned = Array.from({ length: count }, (_, i) => [`W${i + 1}`, `b${i + 1}`]).flat();
    learned.forEach((name, i) => setNumbers(parameters[i].value, ours(name, reader.input(name))));
    // Every parameter of PyTorch's decays.
    const decaying = parameters.map((parameter) => ({ ...parameter, decays: true }));
    const optimizer = createOptimizer({ plugin, parameters: decaying, hyperparameters });

    const images = arena.from(x.data, [batches * N, ...D], "f64");
    const classes = arena.from(labels.data, [batches * N], "i32");
    const losses: number[] = [], lossesAfter: number[] = [], firstGradients: Float64Array[] = [];
    for (let batch = 0; batch < batches; batch++) {
      const input = images.rows(batch * N, batch * N + N);
      const target = classes.rows(batch * N, batch * N + N);
      const loss = network.gradients(input, target);
      losses.push(loss);
      if (batch === 0) {
        for (const { gradient } of parameters) {
          firstGradients.push(Float64Array.from(gradient.data));
        }
      }
      optimizer.step({
        step: batch + 1,
        learningRate: hyperparameters.learningRate,
        loss,
        evaluate: () => network.gradients(input, target, "repeat"),
      });
      lossesAfter.push(network.evaluate(input, target).loss);
    }

    const criterion = reader.closeness();
    const compare = (
      what: string,
      got: ArrayLike<number>,
      want: GoldenArray,
    ): GoldenComparison => ({
      what,
      got,
      want: want.data,
      criterion,
    });
    return [
      compare("loss", losses, reader.expectedArray("loss")),
      compare(
        "loss_same_batch_after_update",
        lossesAfter,
        reader.expectedArray("loss_same_batch_after_update"),
      ),
      ...learned.flatMap((name, i) => [
        compare(
          `first_grad_${name}`,
          firstGradients[i],
          ours(name, reader.expectedArray(`first_grad_${name}`)),
        ),
        compare(
          `final_${name}`,
          parameters[i].value.data.slice(),
          ours(name, reader.expectedArray(`final_${name}`)),
        ),
      ]),
    ];
  },
};

const activations = { relu, sigmoid, tanh };
const lossWords = "softmax cross entropy (mean)";

/** The network that words such as `linear 20-16, relu, linear 16-5, softmax cross entropy (mean)` describe. */
function architectureOf(reader: CaseReader) {
  const words = reader.text("architecture").split(",").map((word) => word.trim());
  if (words.pop() !== lossWords) refuse(reader);
  const layers = words.map((word) => {
    const [, units] = word.match(/^linear \d+-(\d+)$/) ?? [];
    if (units !== undefined) return affine({ units: Number(units) });
    return word in activations ? activations[word as keyof typeof activations]() : refuse(reader);
  });
  const count = layers.filter(({ kind }) => kind === "affine").length;
  return { layer: sequential(layers), count };
}

function refuse(reader: CaseReader): never {
  throw new NotSupportedError(`param 'architecture' = "${reader.text("architecture")}"`);
}

/** Weights of PyTorch are (out, in), ours (in, out). */
function ours(name: string, array: GoldenArray): GoldenArray {
  return name.startsWith("W") ? transposed(array) : array;
}
