/**
 * The cost of an update rule on the fashion MLP, 784-128-64-10 at batches of 128, on one thread, in time of the
 * processor, which others on the machine change little: `rules.ts <rule> <rounds> <milliseconds>`. Gives
 *
 * - its step with the gradient of that step, to Adam's,
 * - its step alone to its compiled formula alone, and to a plain pass that reads and writes the same tensors, NaN
 *   where the rule is not one formula for every element,
 * - seconds of its step alone, and bytes of its state for each parameter.
 *
 * @module
 */
import process from "node:process";
import {
  type Arena,
  createEngine,
  type Engine,
  type Parameter,
  pointwise,
  randomStream,
  type Tensor,
} from "@descent/core";
import { buildNetwork, fullyConnectedNet, softmaxCrossEntropy } from "@descent/layers";
import {
  adam,
  type CompiledRule,
  compiledRule,
  createOptimizer,
  findOptimizer,
  type OptimizerPlugin,
  type StateTree,
} from "@descent/optim";
import { type BenchmarkCase, measure, ratio } from "../measure.ts";
import { batchCount, imageSide, syntheticImages } from "../workloads/synthetic.ts";
import { reportPeakMemory } from "./report_peak_memory.ts";

const batchSize = 128;
/** Steps in a call: a multiple of the steps between two decompositions of SOAP and of Shampoo. */
const stepsPerCall = 50;

interface Training {
  readonly step: () => void;
  readonly whole: () => void;
  readonly parameters: readonly Parameter[];
  readonly stateBytes: number;
}

/** Steps of a training of the net, and those of the rule alone. */
function training(engine: Engine, plugin: OptimizerPlugin): Training {
  const random = randomStream({ seed: 0 });
  const { parameters, arena, ...network } = fashionMlp(engine);
  const optimizer = createOptimizer({ plugin, parameters });
  const { pixels, labels } = syntheticImages(batchCount * batchSize, imageSide ** 2);
  const images = arena.tensor([labels.length, 1, imageSide, imageSide]);
  pixels.forEach((pixel, i) => images.data[i] = pixel / 255);
  const classes = arena.from(labels, [labels.length], "i32");
  const batches = Array.from({ length: batchCount }, (_, i): [Tensor, Tensor<"i32">] => {
    const range = [i * batchSize, (i + 1) * batchSize] as const;
    return [images.rows(...range), classes.rows(...range)];
  });
  let turn = 0;
  const gradients = () => network.gradients(...batches[turn % batchCount]);
  const context = {
    step: 0,
    learningRate: plugin.hyperparameters.learningRate.default,
    loss: 0,
    evaluate: gradients,
    totalSteps: 1e6,
    random: random.split("optimizer"),
  };
  const step = () => {
    context.step++;
    optimizer.step(context);
  };
  const whole = () => {
    turn++;
    context.loss = gradients();
    step();
  };
  whole();
  return { step, whole, parameters, stateBytes: bytesOf(optimizer.state) };
}

function fashionMlp(engine: Engine) {
  const network = buildNetwork({
    layer: fullyConnectedNet({ hidden: [128, 64] }),
    input: [batchSize, 1, imageSide, imageSide],
    loss: softmaxCrossEntropy(),
    random: randomStream({ seed: 0 }).split("init"),
    engine,
  });
  const { parameters, arena } = network;
  return {
    parameters,
    arena,
    gradients: (x: Tensor, target: Tensor<"i32">) => network.gradients(x, target),
  };
}

function bytesOf(state: StateTree): number {
  return Object.values(state).reduce((sum: number, entry) => {
    if (typeof entry === "number") return sum + 8;
    return sum +
      ("dtype" in entry ? (entry as Tensor).data.byteLength : bytesOf(entry as StateTree));
  }, 0);
}

/** The rule's formula alone, and a pass that does next to nothing with the same tensors. */
function passes(arena: Arena, rule: CompiledRule, parameters: readonly Parameter[]) {
  const { kernel, noise } = rule;
  const sets = () =>
    parameters.map(({ value: { shape } }) => {
      const tensors = kernel.tensors.map((name): [string, Tensor] => {
        const tensor = arena.tensor(shape);
        tensor.data.fill(0.5);
        return [name, tensor];
      });
      return Object.fromEntries(tensors);
    });
  const written = kernel.tensors.filter((name) => name !== "g" && !noise.includes(name));
  const plain = pointwise<string, "factor">({
    name: "plain",
    tensors: kernel.tensors,
    scalars: ["factor"],
    update: ({ factor, ...tensors }) => {
      const read = ["g", ...noise].map((name) => tensors[name]).reduce((sum, each) =>
        sum.add(each)
      );
      return Object.fromEntries(written.map((name) => [name, tensors[name].add(factor.mul(read))]));
    },
  });
  const formula = kernel.bindAll(sets()), plainPass = plain.bindAll(sets());
  formula.scalars.fill(0.5);
  plainPass.scalars[0] = 1e-6;
  return { formula: () => formula.run(), plain: () => plainPass.run() };
}

/** Milliseconds of the processor that this process has had. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed(call: () => void): BenchmarkCase {
  return {
    rate(milliseconds) {
      const start = processorTime();
      let calls = 0, elapsed = 0;
      do {
        for (let i = 0; i < stepsPerCall; i++) call();
        calls += stepsPerCall;
        elapsed = processorTime() - start;
      } while (elapsed < milliseconds);
      return Promise.resolve(1000 * calls / elapsed);
    },
  };
}

const [name, rounds, milliseconds] = Deno.args;
const options = { rounds: Number(rounds), milliseconds: Number(milliseconds) };
const plugin = findOptimizer(name);
using engine = createEngine();
const base = training(engine, adam as OptimizerPlugin), own = training(engine, plugin);
const rule = compiledRule(plugin);
const parameterCount = own.parameters.reduce((sum, { value }) => sum + value.size, 0);
const alone = rule && passes(engine.arena(), rule, own.parameters);
const times = async (...calls: (() => void)[]) => {
  const cases = calls.map(timed);
  const { measured, failed: [failure] } = await measure(cases, { ...options, now: processorTime });
  if (failure !== undefined) throw new Error(failure.reason);
  return measured;
};
const [adams, whole] = await times(base.whole, own.whole);
// Gradients that are 0, as those of units that are never active, would let averages fade into denormal numbers.
const noise = randomStream({ seed: 1 });
for (const { gradient } of own.parameters) noise.fillNormal(gradient.data as Float32Array);
const [step, ...plain] = alone === undefined
  ? await times(own.step)
  : await times(own.step, alone.formula, alone.plain);
reportPeakMemory(
  ratio(adams, whole),
  ...(plain.length === 0 ? [NaN, NaN] : plain.map((each) => ratio(each, step))),
  1 / step.median,
  own.stateBytes / parameterCount,
);
