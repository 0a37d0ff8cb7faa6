import { randomStream } from "@descent/core";
import type { CaseReader, Criterion, GoldenArray, GoldenComparison } from "@descent/core/testing";
import { batchNorm, dropout, groupNorm, type Layer, layerNorm } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { LayerRun } from "./_layer_run.ts";

/** Which elements of a flat array belong together: the number of the set for each index. */
type Sets = (array: GoldenArray) => (index: number) => number;

/** One set for each feature or channel. */
const perChannel: Sets = ({ shape: [, C, ...rest] }) => {
  const inner = rest.reduce((size, extent) => size * extent, 1);
  return (index) => Math.floor(index / inner) % C;
};

/** Sets of neighbouring elements, so many for each example. */
function perExample(groups: number): Sets {
  return ({ data, shape: [N] }) => {
    const size = data.length / (N * groups);
    return (index) => Math.floor(index / size);
  };
}

/** The output of a normalization, and its mean and standard deviation for each set. */
function trained(
  name: string,
  layerOf: (reader: CaseReader) => { readonly layer: Layer; readonly sets: Sets },
): GoldenKind {
  return {
    name,
    check(reader) {
      const x = reader.input("x"), { layer, sets } = layerOf(reader);
      // Those of the input say that the file holds the course's numbers.
      reader.skip("input_mean_printed", "input_std_printed");
      using run = normalizing(reader, layer, x);
      const out = run.forward(x, "train"), setOf = sets(x);
      return [
        {
          what: "out_full",
          got: out,
          want: reader.expectedArray("out_full").data,
          criterion: reader.closeness("out_full_"),
        },
        ...compareMoments(reader, out, setOf),
      ];
    },
  };
}

/** Running mean and variance over batches of given mean and variance, and an evaluation with them. */
function evaluated(name: string): GoldenKind {
  return {
    name,
    check(reader) {
      reader.choice("mode", [`test after ${reader.number("steps")} training steps`]);
      const x = reader.input("x"), kept = reader.number("momentum");
      const layer = batchNorm({ epsilon: reader.number("eps"), momentum: 1 - kept });
      const { mean, variance } = runStatistics(reader, layer);
      using run = normalizing(reader, layer, x);
      run.buffer("runningMean").data.set(mean);
      run.buffer("runningVariance").data.set(variance);
      const out = run.forward(x, "eval"), criterion = reader.closeness("running_");
      const comparisons: GoldenComparison[] = [
        {
          what: "running_mean",
          got: mean,
          want: reader.expectedArray("running_mean").data,
          criterion,
        },
        {
          what: "running_var",
          got: variance,
          want: reader.expectedArray("running_var").data,
          criterion,
        },
        ...compareMoments(reader, out, perChannel(x)),
      ];
      if (!reader.expects("out_full")) return comparisons;
      const want = reader.expectedArray("out_full").data;
      return [
        ...comparisons,
        { what: "out_full", got: out, want, criterion: reader.closeness("out_full_") },
      ];
    },
  };
}

/**
 * The statistics after training steps, from zeros. A step's batch is the pair μ ± σ, which has its mean and biased
 * variance. Ours takes the unbiased variance of each batch, the course the biased one: half as much for pairs.
 */
function runStatistics(reader: CaseReader, layer: Layer) {
  const means = reader.input("sample_mean_per_step"),
    variances = reader.input("sample_var_per_step");
  const [steps, C] = means.shape;
  using run = new LayerRun(layer, [2, C]);
  const mean = run.buffer("runningMean").data, variance = run.buffer("runningVariance").data;
  variance.fill(0);
  for (let step = 0; step < steps; step++) {
    const batch = [1, -1].flatMap((sign) =>
      Array.from({ length: C }, (_, c) => {
        const index = step * C + c;
        return means.data[index] + sign * Math.sqrt(variances.data[index]);
      })
    );
    run.forward({ shape: [2, C], data: batch }, "train");
  }
  return { mean: mean.slice(), variance: variance.map((each) => each / 2) };
}

function normalizing(reader: CaseReader, layer: Layer, { shape }: GoldenArray): LayerRun {
  return new LayerRun(layer, shape, { gain: reader.input("gamma"), bias: reader.input("beta") });
}

function compareMoments(
  reader: CaseReader,
  out: ArrayLike<number>,
  setOf: (index: number) => number,
): GoldenComparison[] {
  const { means, deviations } = moments(out, setOf);
  const within = (name: string): Criterion => ({
    kind: "close",
    rtol: 0,
    atol: reader.toleranceOf(name),
  });
  const printed = within("printed_max");
  const mean = "out_mean_max" in reader.golden.tolerance ? within("out_mean_max") : printed;
  const deviation = "out_std_max" in reader.golden.tolerance ? within("out_std_max") : printed;
  const wanted: readonly [string, readonly number[], Criterion][] = [
    ["out_mean", means, mean],
    ["out_mean_printed", means, printed],
    ["out_mean_recomputed", means, mean],
    ["out_std_printed", deviations, deviation],
    ["out_std_recomputed", deviations, deviation],
  ];
  return wanted.filter(([what]) => reader.expects(what)).map(([what, got, criterion]) => ({
    what,
    got,
    want: reader.expectedArray(what).data,
    criterion,
  }));
}

/** Mean and biased standard deviation of each set. */
function moments(values: ArrayLike<number>, setOf: (index: number) => number) {
  const sets: number[][] = [];
  for (let i = 0; i < values.length; i++) (sets[setOf(i)] ??= []).push(values[i]);
  const mean = (set: readonly number[]) => set.reduce((sum, each) => sum + each, 0) / set.length;
  const means = sets.map(mean);
  const deviations = sets.map((set, i) =>
    Math.sqrt(mean(set.map((each) => (each - means[i]) ** 2)))
  );
  return { means, deviations };
}

const dropoutStatistics: GoldenKind = {
  name: "dropout_forward_stats",
  check(reader) {
    reader.choice("input", ["standard normal + 10"]);
    const shape = reader.numbers("shape"), size = shape.reduce((all, extent) => all * extent, 1);
    const data = new Float64Array(size);
    randomStream({ seed: 0 }).fillNormal(data, 10, 1);
    const x = { shape, data: [...data] }, ofAll = () => 0;
    const [mean] = moments(data, ofAll).means;
    const atMost = (name: string): Criterion => ({
      kind: "close",
      rtol: 0,
      atol: reader.toleranceOf(name),
    });
    const trainMean = atMost("train_mean_max"), zeroShare = atMost("zero_fraction_max");
    const keeps = reader.numbers("p_keep");
    const runs = keeps.map((keep) => {
      using run = new LayerRun(dropout({ rate: 1 - keep }), shape);
      const summary = (mode: "train" | "eval") => {
        const out = run.forward(x, mode);
        return {
          mean: moments(out, ofAll).means[0],
          zeros: out.filter((each) => each === 0).length / size,
        };
      };
      return { train: summary("train"), test: summary("eval") };
    });
    reader.skip("input_mean_recomputed", "test_mean");
    return [
      {
        what: "input_mean_printed",
        got: [mean],
        want: [reader.expectedNumber("input_mean_printed")],
        criterion: trainMean,
      },
      {
        what: "train_mean_printed",
        got: runs.map(({ train }) => train.mean),
        want: reader.expectedArray("train_mean_printed").data,
        criterion: trainMean,
      },
      {
        what: "train_zero_fraction_printed",
        got: runs.map(({ train }) => train.zeros),
        want: reader.expectedArray("train_zero_fraction_printed").data,
        criterion: zeroShare,
      },
      {
        what: "test_mean",
        got: runs.map(({ test }) => test.mean),
        want: runs.map(() => mean),
        criterion: { kind: "close", rtol: 0, atol: 0 },
      },
      {
        what: "test_zero_fraction",
        got: runs.map(({ test }) => test.zeros),
        want: runs.map(() => reader.expectedNumber("test_zero_fraction")),
        criterion: { kind: "close", rtol: 0, atol: 0 },
      },
    ];
  },
};

function batchWise(reader: CaseReader): { readonly layer: Layer; readonly sets: Sets } {
  reader.choice("mode", ["train"]);
  return { layer: batchNorm({ epsilon: reader.number("eps") }), sets: perChannel };
}

/** Mean and standard deviation after normalizations and dropout, as the course prints them. */
export const courseStatistics: readonly GoldenKind[] = [
  trained("batchnorm_train_stats", batchWise),
  trained("spatial_batchnorm_train_stats", batchWise),
  trained("layernorm_stats", (reader) => ({
    layer: layerNorm({ epsilon: reader.number("eps") }),
    sets: perExample(1),
  })),
  trained("groupnorm_stats", (reader) => {
    const groups = reader.number("groups");
    return {
      layer: groupNorm({ groups, epsilon: reader.number("eps") }),
      sets: perExample(groups),
    };
  }),
  evaluated("batchnorm_test_stats"),
  evaluated("spatial_batchnorm_test_stats"),
  dropoutStatistics,
];
