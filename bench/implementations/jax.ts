/**
 * jax-js as an implementation, in a process of its own: `jax.ts <one|all>`, on one thread, or on all that it starts.
 *
 * @module
 */
import { defaultDevice, init, jit, lax, nn, numpy as np, tree, valueAndGrad } from "@jax-js/jax";
import manifest from "../deno.json" with { type: "json" };
import {
  batchCount,
  classCount,
  imageSide,
  matrixElements,
  syntheticImages,
} from "../workloads/synthetic.ts";
import type { MatmulTask, NetworkTask, Task, TrainingTask } from "../workloads/task.ts";
import { type OpenTask, trainingTask } from "./program.ts";
import { serveStandardInput } from "./serve_standard_input.ts";

const usesAllThreads = Deno.args[0] === "all";
await init("wasm");
defaultDevice("wasm");

/** Reading at once makes jax-js compute on the calling thread, awaiting on its workers. */
const read = (array: np.Array) => usesAllThreads ? array.data() : array.dataSync();

/** Parameters, or what an optimizer keeps for each: arrays by name. */
type Arrays = Record<string, np.Array>;

function openMatmul({ product, m, n, k }: MatmulTask): OpenTask {
  const isAt = product === "atb", isBt = product === "abt";
  const a = np.array(matrixElements(m * k)).reshape(isAt ? [k, m] : [m, k]);
  const b = np.array(matrixElements(k * n)).reshape(isBt ? [n, k] : [k, n]);
  const multiply = jit((a: np.Array, b: np.Array) =>
    np.matmul(isAt ? a.transpose() : a, isBt ? b.transpose() : b)
  );
  const product_ = () => read(multiply(a.ref, b.ref));
  return {
    run: () => {
      const values = product_();
      return values instanceof Promise ? values.then(() => {}) : undefined;
    },
    async check() {
      const values = await product_() as Float32Array;
      return [values[0], values.reduce((sum, value) => sum + value, 0)];
    },
    close: () => tree.dispose([a, b]),
  };
}

function openTraining({ network, batchSize, optimizer: rule }: TrainingTask): OpenTask {
  const { pixels, labels } = syntheticImages(batchCount * batchSize);
  const size = batchSize * imageSide ** 2;
  const batches = Array.from({ length: batchCount }, (_, i) => {
    const bytes = pixels.subarray(i * size, (i + 1) * size);
    return {
      x: np.array(Float32Array.from(bytes, (pixel) => pixel / 255))
        .reshape([batchSize, 1, imageSide, imageSide]),
      target: nn.oneHot(
        np.array(labels.slice(i * batchSize, (i + 1) * batchSize)),
        classCount,
      ),
    };
  });
  const { first, scores } = model(network);
  const lossAndGradients = valueAndGrad((parameters: Arrays, x: np.Array, target: np.Array) =>
    np.mean(np.sum(nn.logSoftmax(scores(parameters, x), -1).mul(target), -1)).neg()
  );
  const update = rule === "adam" ? adam : momentum;
  const trainStep = jit(
    (
      parameters: Arrays,
      state: Arrays,
      count: np.Array,
      x: np.Array,
      target: np.Array,
    ): [Arrays, Arrays, np.Array] => {
      const [loss, gradients] = lossAndGradients(tree.ref(parameters), x, target);
      return [...update(parameters, gradients, state, count), loss];
    },
  );
  let parameters = first;
  let state = Object.fromEntries(
    Object.entries(first).flatMap(([name, value]) =>
      (rule === "adam" ? ["m", "v"] : ["m"]).map((
        kind,
      ) => [`${kind} ${name}`, np.zeros(value.shape)])
    ),
  ) as Arrays;
  let count = 0;
  const step = () => {
    const { x, target } = batches[count++ % batchCount];
    let loss: np.Array;
    [parameters, state, loss] = trainStep(parameters, state, np.array(count), x.ref, target.ref);
    const values = read(loss);
    return values instanceof Promise ? values.then(([value]) => value as number) : values[0];
  };
  return trainingTask(step, () => tree.dispose([parameters, state, batches]));
}

function momentum(
  parameters: Arrays,
  gradients: Arrays,
  state: Arrays,
  count: np.Array,
): [Arrays, Arrays] {
  count.dispose();
  const next: Arrays = {}, nextState: Arrays = {};
  for (const name of Object.keys(parameters)) {
    const velocity = state[`m ${name}`].mul(0.9).add(gradients[name]);
    nextState[`m ${name}`] = velocity.ref;
    next[name] = parameters[name].sub(velocity.mul(1e-2));
  }
  return [next, nextState];
}

function adam(
  parameters: Arrays,
  gradients: Arrays,
  state: Arrays,
  count: np.Array,
): [Arrays, Arrays] {
  const firstCorrection = np.subtract(1, np.power(0.9, count.ref));
  const secondCorrection = np.subtract(1, np.power(0.999, count));
  const next: Arrays = {}, nextState: Arrays = {};
  for (const name of Object.keys(parameters)) {
    const gradient = gradients[name];
    const m = state[`m ${name}`].mul(0.9).add(gradient.ref.mul(0.1));
    const v = state[`v ${name}`].mul(0.999).add(np.square(gradient).mul(0.001));
    nextState[`m ${name}`] = m.ref;
    nextState[`v ${name}`] = v.ref;
    const size = np.sqrt(v.div(secondCorrection.ref)).add(1e-8);
    next[name] = parameters[name].sub(m.div(firstCorrection.ref).mul(3e-4).div(size));
  }
  tree.dispose([firstCorrection, secondCorrection]);
  return [next, nextState];
}

interface Model {
  readonly first: Arrays;
  scores(parameters: Arrays, x: np.Array): np.Array;
}

function model(network: NetworkTask): Model {
  const first: Arrays = {};
  const pixels = imageSide ** 2;
  const isPlain = network.kind === "fullyConnected";
  const inputs = isPlain ? pixels : network.filters * pixels / 4;
  const widths = [inputs, ...(isPlain ? network.hidden : [network.hidden]), classCount];
  widths.slice(1).forEach((units, i) => {
    first[`weight${i}`] = np.array(gaussians(widths[i] * units, Math.sqrt(2 / widths[i])))
      .reshape([widths[i], units]);
    first[`bias${i}`] = np.zeros([units]);
  });
  const affines = (parameters: Arrays, x: np.Array) =>
    widths.slice(1).reduce((h, _, i) => {
      const y = np.matmul(h, parameters[`weight${i}`]).add(parameters[`bias${i}`]);
      return i < widths.length - 2 ? nn.relu(y) : y;
    }, x);
  if (isPlain) {
    return { first, scores: (parameters, x) => affines(parameters, x.reshape([-1, inputs])) };
  }
  const { filters, kernel } = network;
  first.filter = np.array(gaussians(filters * kernel ** 2, Math.sqrt(2 / kernel ** 2)))
    .reshape([filters, 1, kernel, kernel]);
  first.filterBias = np.zeros([filters, 1, 1]);
  const half = imageSide / 2;
  const scores = (parameters: Arrays, x: np.Array) => {
    const maps = lax.conv(x, parameters.filter, [1, 1], "SAME").add(parameters.filterBias);
    const windows = nn.relu(maps).reshape([-1, filters, half, 2, half, 2]);
    return affines(parameters, np.max(windows, [3, 5]).reshape([-1, inputs]));
  };
  return { first, scores };
}

function gaussians(count: number, scale: number): Float32Array<ArrayBuffer> {
  return Float32Array.from(
    { length: count },
    () =>
      scale * Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.cos(2 * Math.PI * Math.random()),
  );
}

const version = manifest.imports["@jax-js/jax"].split("@").at(-1);
const threads = usesAllThreads ? navigator.hardwareConcurrency : 1;
await serveStandardInput({
  about: `jax-js ${version}, jit, wasm, ${threads} ${threads === 1 ? "thread" : "threads"}`,
  open(task: Task): OpenTask {
    if (task.kind === "matmul") return openMatmul(task);
    if (task.kind === "training") return openTraining(task);
    throw new TypeError("only products and training steps are compared");
  },
});
