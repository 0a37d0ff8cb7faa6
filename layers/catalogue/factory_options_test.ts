import { optionFaults } from "@descent/core/testing";
import { assertEquals } from "@std/assert";
import { constant } from "../initializers/constant.ts";
import { normal } from "../initializers/normal.ts";
import { orthogonal } from "../initializers/orthogonal.ts";
import { truncatedNormal } from "../initializers/truncated_normal.ts";
import type { Layer } from "../layer.ts";
import { binaryCrossEntropy } from "../losses/binary_cross_entropy.ts";
import { dice } from "../losses/dice.ts";
import { focal } from "../losses/focal.ts";
import { gaussianNll } from "../losses/gaussian_nll.ts";
import { hinge } from "../losses/hinge.ts";
import { huber } from "../losses/huber.ts";
import { meanSquaredError } from "../losses/mean_squared_error.ts";
import { multiclassHinge } from "../losses/multiclass_hinge.ts";
import { negativeElbo } from "../losses/negative_elbo.ts";
import { smoothL1 } from "../losses/smooth_l1.ts";
import { softmaxCrossEntropy } from "../losses/softmax_cross_entropy.ts";
import { l1Penalty } from "../penalties/l1_penalty.ts";
import { l2Penalty } from "../penalties/l2_penalty.ts";
import { layerCatalogue } from "./layer_catalogue.ts";
import { layerFactories } from "./layer_factories.ts";

/** A value that is no number and means something: a cumulative average. */
const meaningful = ["momentum: null was taken"];

Deno.test("Every layer refuses options of another kind in the usual sentence", () => {
  const faults = layerCatalogue.layers.flatMap(({ layer }: { readonly layer: Layer }) => {
    const { factory, options } = layer.config!;
    return optionFaults(layerFactories[factory], options)
      .filter((fault) => !meaningful.includes(fault))
      .map((fault) => `${factory} ${fault}`);
  });
  assertEquals(faults, []);
});

const reduction = "mean";
const others:
  readonly (readonly [(options: never) => unknown, Readonly<Record<string, unknown>>])[] = [
    [softmaxCrossEntropy, {
      labelSmoothing: 0.1,
      classWeights: [1, 1],
      ignoreIndex: -1,
      targets: "classes",
      reduction,
    }],
    [binaryCrossEntropy, { weight: 1, posWeight: 2, reduction }],
    [focal, { gamma: 2, alpha: 0.25, reduction }],
    [hinge, { margin: 1, power: 1, reduction }],
    [multiclassHinge, { margin: 1, power: 1, reduction }],
    [huber, { delta: 1, reduction }],
    [smoothL1, { beta: 1, reduction }],
    [gaussianNll, { variance: 1, reduction }],
    [dice, { smooth: 1, reduction }],
    [meanSquaredError, { reduction }],
    [negativeElbo, { code: 2, reduction }],
    [constant, { value: 1 }],
    [normal, { scale: 1 }],
    [truncatedNormal, { scale: 1 }],
    [orthogonal, { gain: 1 }],
    [l1Penalty, { strength: 1 }],
    [l2Penalty, { strength: 1 }],
  ];

for (const [factory, options] of others) {
  Deno.test(`${factory.name} refuses options of another kind in the usual sentence`, () => {
    assertEquals(optionFaults(factory, options), []);
  });
}
