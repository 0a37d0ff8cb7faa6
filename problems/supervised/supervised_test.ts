import { createEngine, type DType, type Engine, randomStream } from "@descent/core";
import { type Dataset, type ExampleArray, shareDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import {
  affine,
  embedding,
  flatten,
  l2Penalty,
  meanSquaredError,
  sequential,
  softmaxCrossEntropy,
  twoLayerNet,
  zeros,
} from "@descent/layers";
import { assertAlmostEquals, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { accuracy } from "../measures/accuracy.ts";
import { balancedAccuracy } from "../measures/balanced_accuracy.ts";
import { perplexity } from "../measures/perplexity.ts";
import { rootMeanSquaredError } from "../measures/root_mean_squared_error.ts";
import { supervised } from "./supervised.ts";

function contextOf(engine: Engine, batchSize = 2, dtype: DType = "f64") {
  return { engine, dtype, batchSize, random: randomStream({ seed: 1 }) };
}

/** A data set whose three parts are the same examples. */
function dataset(
  inputs: ExampleArray,
  targets: ExampleArray,
  shapes: Pick<Dataset, "inputShape" | "targetShape">,
  classNames: readonly string[] | null = null,
) {
  const part = { inputs, targets, count: inputs.length / shapes.inputShape[0] };
  const parts = { train: part, validation: part, test: part };
  const names = { name: "small", title: "Small set", source: "the test" };
  return shareDataset({ ...names, ...shapes, classNames, ...parts });
}

Deno.test("supervised gathers bytes, scaled and less their means", async () => {
  using engine = createEngine();
  const data = await dataset(
    Uint8Array.of(0, 255, 51, 0),
    Uint8Array.of(0, 1),
    { inputShape: [2], targetShape: [] },
    ["a", "b"],
  );
  const lossOf = (options: { scale?: number; centred?: boolean }) => {
    using problem = supervised({
      context: contextOf(engine),
      data,
      layer: sequential([]),
      loss: softmaxCrossEntropy(),
      model: "none",
      ...options,
    });
    return [problem.evaluate("train").loss, problem.data!.preprocessing] as const;
  };
  const entropy = (right: number, wrong: number) => Math.log(1 + Math.exp(wrong - right));
  const close = ([loss, words]: readonly [number, string], wanted: number, wantedWords: string) => {
    assertAlmostEquals(loss, wanted, 1e-12);
    assertEquals(words, wantedWords);
  };
  close(lossOf({}), (entropy(0, 1) + entropy(0, 0.2)) / 2, "pixels / 255");
  close(
    lossOf({ centred: true }),
    (entropy(-0.1, 0.5) + entropy(-0.5, 0.1)) / 2,
    "pixels / 255, less the training mean",
  );
  close(lossOf({ scale: 1 }), (entropy(0, 255) + entropy(0, 51)) / 2, "pixels 0..255");
});

Deno.test("supervised takes indices, and classes as Int32Array", async () => {
  using engine = createEngine();
  const data = await dataset(
    Int32Array.of(0, 1, 2, 2, 1, 0),
    Int32Array.of(2, 0, 1),
    { inputShape: [2], targetShape: [] },
    ["a", "b", "c"],
  );
  using problem = supervised({
    context: contextOf(engine),
    data,
    layer: sequential([
      embedding({ numEmbeddings: 3, embeddingDim: 2 }),
      flatten(),
      affine({ units: 3, weight: zeros() }),
    ]),
    loss: softmaxCrossEntropy(),
    metrics: { accuracy, perplexity },
    model: "indices",
  });
  const { loss, accuracy: share, perplexity: guesses } = problem.evaluate("test");
  assertAlmostEquals(loss, Math.log(3), 1e-12);
  assertAlmostEquals(guesses, 3, 1e-12);
  // All scores are 0, and the first class counts as the answer.
  assertAlmostEquals(share, 1 / 3, 1e-12);
  assertEquals(problem.data!.preprocessing, "");
});

Deno.test("supervised takes values for inputs and targets, in the network's type", async () => {
  using engine = createEngine();
  const inputs = Float64Array.of(1, 2, 3, 4, 5, 6), targets = Float32Array.of(1, 3, 8);
  const data = await dataset(inputs, targets, { inputShape: [2], targetShape: [1] });
  for (const dtype of ["f32", "f64"] as const) {
    using problem = supervised({
      context: contextOf(engine, 2, dtype),
      data,
      layer: affine({ units: 1, weight: (values) => values.fill(1) }),
      loss: meanSquaredError(),
      metrics: { rootMeanSquaredError },
      model: "sum",
    });
    // Sums 3, 7 and 11 against 1, 3 and 8.
    const { loss, rootMeanSquaredError: error } = problem.evaluate("validation");
    assertAlmostEquals(loss, (4 + 16 + 9) / 3, 1e-6);
    assertAlmostEquals(error, Math.sqrt((4 + 16 + 9) / 3), 1e-6);
    assertEquals(problem.parameters[0].value.dtype, dtype);
  }
});

/** One parameter, the mean of the targets: its gradient is twice the sum of what a batch lacks. */
async function meanProblem(engine: Engine, more = {}, batchSize = 2) {
  const data = await dataset(
    Float64Array.of(0, 0, 0, 0, 0),
    Float64Array.of(1, 10, 100, 1000, 10_000),
    { inputShape: [1], targetShape: [1] },
  );
  return supervised({
    context: contextOf(engine, batchSize),
    data,
    layer: affine({ units: 1, name: "mean" }),
    loss: meanSquaredError(),
    model: "mean",
    ...more,
  });
}

Deno.test("supervised goes through all examples in each pass, with a short last minibatch", async () => {
  using engine = createEngine();
  using problem = await meanProblem(engine);
  const bias = problem.parameters[1].gradient.data;
  const orders = [0, 1].map((epoch) => {
    let sum = 0;
    const seen = [1, 2, 3].map((step) => {
      const count = problem.nextBatch(3 * epoch + step);
      problem.gradients();
      const targets = -bias[0] * count / 2;
      sum += targets;
      return [count, Math.round(targets)];
    });
    assertAlmostEquals(sum, 11_111, 1e-9);
    assertEquals(seen.map(([count]) => count), [2, 2, 1]);
    return seen;
  });
  assertNotEquals(orders[0], orders[1]);
  assertEquals([problem.stepsPerEpoch, problem.examples.train], [3, 5]);
});

Deno.test("supervised learns and evaluates the first examples alone where subsets are asked for", async () => {
  using engine = createEngine();
  using problem = await meanProblem(engine, { trainSubset: 3, validationSubset: 1 });
  assertEquals(problem.examples, { train: 3, validation: 1, test: 5 });
  assertEquals([1, 2].map((step) => problem.nextBatch(step)), [2, 1]);
  const squares = (...targets: number[]) =>
    targets.reduce((sum, target) => sum + target * target, 0) / targets.length;
  assertEquals(problem.evaluate("train").loss, squares(1, 10, 100));
  assertEquals(problem.evaluate("validation").loss, 1);
  assertEquals(problem.evaluate("test", 2).loss, squares(1, 10));
  for (const count of [0, 2, 1.5]) {
    assertThrows(
      () => problem.evaluate("validation", count),
      RangeError,
      `expected 1 to 1 examples of the part 'validation', got ${count}`,
    );
  }
});

Deno.test("supervised refuses subsets that there are not, and frees what it made", async () => {
  using engine = createEngine();
  using _kept = await meanProblem(engine);
  const before = engine.bytesInUse;
  for (const subset of [{ trainSubset: 6 }, { validationSubset: 0 }]) {
    const error = await meanProblem(engine, subset).catch((error) => error);
    assertEquals([error.name, engine.bytesInUse], ["RangeError", before]);
  }
});

Deno.test("supervised adds penalties to the training loss alone", async () => {
  using engine = createEngine();
  const layer = affine({ units: 1, weight: (values) => values.fill(2) });
  using problem = await meanProblem(engine, { layer, penalty: l2Penalty({ strength: 3 }) }, 5);
  problem.nextBatch(1);
  assertAlmostEquals(problem.gradients() - problem.evaluate("train").loss, 6, 1e-6);
});

Deno.test("supervised problems on the same data share them, and leave them for the next problem", async () => {
  using engine = createEngine();
  const first = await meanProblem(engine), dataAndNet = engine.bytesInUse;
  const second = await meanProblem(engine), net = engine.bytesInUse - dataAndNet;
  const data = dataAndNet - net;
  assertEquals(data > 0, true);
  first[Symbol.dispose]();
  // Twice does no harm: the second problem still reads the data.
  first[Symbol.dispose]();
  assertEquals(engine.bytesInUse, dataAndNet);
  second[Symbol.dispose]();
  assertEquals(engine.bytesInUse, data);
  using _again = await meanProblem(engine);
  assertEquals(engine.bytesInUse, dataAndNet);
});

Deno.test("the confusion matrix is that of the last evaluation, and there is none without classes", async () => {
  using engine = createEngine();
  const data = await shareDataset(sampleDataset());
  const context = {
    engine,
    dtype: "f32",
    batchSize: 16,
    random: randomStream({ seed: 1 }),
  } as const;
  const own = { context, data, model: "" };
  using problem = supervised({
    ...own,
    layer: twoLayerNet({ hidden: 8, classes: 3 }),
    loss: softmaxCrossEntropy(),
    metrics: { accuracy, balancedAccuracy },
  });
  for (const [split, count] of [["train", 40], ["test", 30]] as const) {
    const scores = problem.evaluate(split, count);
    const matrix = problem.confusion!()!;
    assertEquals(matrix.map((row) => row.reduce((sum, value) => sum + value, 0)), [
      Math.ceil(count / 3),
      Math.floor(count / 3),
      Math.floor(count / 3),
    ]);
    const right = matrix.map((row, k) => row[k]);
    assertAlmostEquals(scores.accuracy, right.reduce((sum, n) => sum + n, 0) / count, 1e-12);
    const shares = matrix.map((row, k) => row[k] / row.reduce((sum, value) => sum + value, 0));
    assertAlmostEquals(
      scores.balancedAccuracy,
      shares.reduce((sum, share) => sum + share, 0) / 3,
      1e-12,
    );
  }
  using values = supervised({
    ...own,
    layer: sequential([]),
    loss: meanSquaredError(),
    data: await shareDataset({ ...sampleDataset(), classNames: null }),
    target: "input",
  });
  values.evaluate("test");
  assertEquals(values.confusion!(), null);
});

Deno.test("pictures are the worst mistakes on the test part, and the filters of a layer over pixels", async () => {
  using engine = createEngine();
  const sample = sampleDataset();
  const data = await shareDataset(sample);
  const own = { context: contextOf(engine, 16), data, loss: softmaxCrossEntropy(), model: "" };
  using problem = supervised({
    ...own,
    layer: sequential([flatten(), affine({ units: 3, role: "weight" })]),
  });
  // Whatever it sees, it says class 1, with e / (e + 2).
  const [weight, bias] = problem.parameters;
  weight.value.data.fill(0);
  bias.value.data.set([0, 1, 0]);
  weight.value.data[1] = -2;
  weight.value.data[4] = 1;
  assertEquals(problem.pictures!(), null);
  problem.evaluate("test");
  const { shape, worst, filters } = problem.pictures!()!;
  assertEquals(shape, sample.inputShape as unknown as typeof shape);
  assertEquals(worst.length, 8);
  const size = shape.reduce((product, extent) => product * extent);
  for (const { index, target, predicted, pixels } of worst) {
    assertEquals(target, sample.test.targets[index]);
    assertNotEquals(target, predicted);
    assertEquals(
      pixels,
      (sample.test.inputs as Uint8Array).slice(index * size, (index + 1) * size).toBase64(),
    );
  }
  assertEquals(filters!.pixels.length, 3);
  const shades = Uint8Array.fromBase64(filters!.pixels[1]);
  assertEquals([...shades.subarray(0, 3)], [8, 188, 128]);
  problem.evaluate("validation");
  assertEquals(problem.pictures!(), null);
  using values = supervised({
    ...own,
    layer: sequential([]),
    target: "input",
    loss: meanSquaredError(),
  });
  values.evaluate("test");
  assertEquals(values.pictures!(), null);
});
