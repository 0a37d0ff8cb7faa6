/**
 * TensorFlow.js as an implementation, in a process of its own: `tensorflow.ts <cpu|wasm>`.
 *
 * @module
 */
import "@tensorflow/tfjs-backend-cpu";
import { getThreadsCount, setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
// It brings the gradients, which the core leaves out.
import "@tensorflow/tfjs-layers";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import {
  batchCount,
  classCount,
  imageSide,
  matrixElements,
  syntheticImages,
  syntheticTokens,
  vocabularySize,
} from "../workloads/synthetic.ts";
import type {
  MatmulTask,
  NetworkTask,
  SequenceTask,
  Task,
  TrainingTask,
} from "../workloads/task.ts";
import { type OpenTask, trainingTask } from "./program.ts";
import { serveStandardInput } from "./serve_standard_input.ts";

const backend = Deno.args[0];
const wasmFolder = dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"));
setWasmPaths(`${wasmFolder}/`);
if (!await tf.setBackend(backend)) throw new Error(`its backend ${backend} does not start`);

function openMatmul({ product, m, n, k }: MatmulTask): OpenTask {
  const isAt = product === "atb", isBt = product === "abt";
  const a = tf.tensor2d(matrixElements(m * k), isAt ? [k, m] : [m, k]);
  const b = tf.tensor2d(matrixElements(k * n), isBt ? [n, k] : [k, n]);
  return {
    run: () => tf.matMul(a, b, isAt, isBt).dispose(),
    check() {
      const c = tf.matMul(a, b, isAt, isBt), values = c.dataSync<"float32">();
      c.dispose();
      return [values[0], values.reduce((sum, value) => sum + value, 0)];
    },
    close: () => tf.dispose([a, b]),
  };
}

function openTraining({ network, batchSize, optimizer: rule }: TrainingTask): OpenTask {
  const { pixels, labels } = syntheticImages(batchCount * batchSize);
  const size = batchSize * imageSide ** 2;
  const batches = Array.from({ length: batchCount }, (_, i) => ({
    x: tf.tensor(
      Float32Array.from(pixels.subarray(i * size, (i + 1) * size), (pixel) => pixel / 255),
      [batchSize, imageSide, imageSide, 1],
    ),
    target: tf.oneHot(
      tf.tensor1d(labels.subarray(i * batchSize, (i + 1) * batchSize), "int32"),
      classCount,
    ),
  }));
  const { variables, scores } = model(network);
  const optimizer = rule === "adam" ? tf.train.adam(3e-4) : tf.train.momentum(1e-2, 0.9);
  let turn = 0;
  const step = () => {
    const { x, target } = batches[turn++ % batchCount];
    const lossOf = (): tf.Scalar => tf.losses.softmaxCrossEntropy(target, scores(x));
    const loss = optimizer.minimize(lossOf, true, variables)!;
    const [value] = loss.dataSync();
    loss.dispose();
    return value;
  };
  return trainingTask(step, () => {
    tf.dispose(batches);
    tf.dispose(variables);
    optimizer.dispose();
  });
}

/** A language model of one LSTM layer; the embeddings score the next token too. */
function openSequence({ model, width, steps, batchSize }: SequenceTask): OpenTask {
  if (model.kind !== "lstm") {
    throw new TypeError("of language models only the LSTM is written for it");
  }
  const { inputs, targets } = syntheticTokens(batchSize, steps);
  const column = (from: Int32Array, t: number) =>
    tf.tensor1d(Int32Array.from({ length: batchSize }, (_, n) => from[steps * n + t]), "int32");
  // Not gathered: the backend wasm has no gradient of that.
  const x = Array.from(
    { length: steps },
    (_, t) => tf.oneHot(column(inputs, t), vocabularySize) as tf.Tensor2D,
  );
  const target = tf.oneHot(tf.concat(x.map((_, t) => column(targets, t))), vocabularySize);
  const uniform = (...shape: number[]) =>
    tf.variable(tf.randomUniform(shape, -(width ** -0.5), width ** -0.5));
  const table = tf.variable(tf.randomNormal([vocabularySize, width], 0, 0.1));
  const kernel = uniform(2 * width, 4 * width), bias = tf.variable(tf.zeros([4 * width]));
  const scoreBias = tf.variable(tf.zeros([vocabularySize]));
  const variables = [table, kernel, bias, scoreBias];
  const optimizer = tf.train.adam(1e-3);
  const lossOf = (): tf.Scalar => {
    let c = tf.zeros([batchSize, width]) as tf.Tensor2D, h = c;
    const outputs = x.map((tokens) => {
      const data = tf.matMul(tokens, table as unknown as tf.Tensor2D) as tf.Tensor2D;
      [c, h] = tf.basicLSTMCell(
        tf.scalar(0),
        kernel as unknown as tf.Tensor2D,
        bias as unknown as tf.Tensor1D,
        data,
        c,
        h,
      );
      return h;
    });
    const scores = tf.add(
      tf.matMul(tf.concat(outputs), table as unknown as tf.Tensor2D, false, true),
      scoreBias,
    );
    return tf.losses.softmaxCrossEntropy(target, scores);
  };
  const step = () => {
    const loss = optimizer.minimize(lossOf, true, variables)!;
    const [value] = loss.dataSync();
    loss.dispose();
    return value;
  };
  return trainingTask(step, () => {
    tf.dispose([...x, target, ...variables]);
    optimizer.dispose();
  });
}

interface Model {
  readonly variables: tf.Variable[];
  scores(x: tf.Tensor): tf.Tensor;
}

function model(network: NetworkTask): Model {
  const variables: tf.Variable[] = [];
  const weight = (shape: number[], inputs: number) => {
    const first = tf.variable(tf.randomNormal(shape, 0, Math.sqrt(2 / inputs)));
    variables.push(first);
    return first;
  };
  const bias = (units: number) => {
    const first = tf.variable(tf.zeros([units]));
    variables.push(first);
    return first;
  };
  const affine = (inputs: number, units: number) => {
    const w = weight([inputs, units], inputs), b = bias(units);
    return (x: tf.Tensor): tf.Tensor => tf.add(tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D), b);
  };
  if (network.kind === "fullyConnected") {
    const widths = [imageSide ** 2, ...network.hidden, classCount];
    const layers = widths.slice(1).map((units, i) => affine(widths[i], units));
    const scores = (x: tf.Tensor) =>
      layers.reduce(
        (h, layer, i) => layer(i === 0 ? h : tf.relu(h)),
        tf.reshape(x, [-1, imageSide ** 2]),
      );
    return { variables, scores };
  }
  const { filters, kernel, hidden } = network;
  const filter = weight([kernel, kernel, 1, filters], kernel ** 2), filterBias = bias(filters);
  const inputs = filters * (imageSide / 2) ** 2;
  const hiddenLayer = affine(inputs, hidden), scoreLayer = affine(hidden, classCount);
  const scores = (x: tf.Tensor) => {
    const maps = tf.conv2d(x as tf.Tensor4D, filter as tf.Tensor4D, 1, "same");
    const pooled = tf.maxPool(tf.relu(tf.add(maps, filterBias)) as tf.Tensor4D, 2, 2, "valid");
    return scoreLayer(tf.relu(hiddenLayer(tf.reshape(pooled, [-1, inputs]))));
  };
  return { variables, scores };
}

const threads = backend === "wasm" ? `, threads ${getThreadsCount()}` : "";
await serveStandardInput({
  about: `TensorFlow.js ${tf.version_core}, backend ${tf.getBackend()}${threads}`,
  open(task: Task): OpenTask {
    if (task.kind === "matmul") return openMatmul(task);
    if (task.kind === "training") return openTraining(task);
    if (task.kind === "sequence") return openSequence(task);
    throw new TypeError("only products and training steps are compared");
  },
});
