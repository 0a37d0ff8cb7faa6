import { optionFaults } from "@descent/core/testing";
import { assertEquals } from "@std/assert";
import { relu } from "../activations/relu.ts";
import { constant } from "../initializers/constant.ts";
import { heNormal } from "../initializers/he.ts";
import { dirac, identity } from "../initializers/identity.ts";
import { normal } from "../initializers/normal.ts";
import { orthogonal } from "../initializers/orthogonal.ts";
import { truncatedNormal } from "../initializers/truncated_normal.ts";
import type { Layer } from "../layer.ts";
import { binaryCrossEntropy } from "../losses/binary_cross_entropy.ts";
import { binaryCrossEntropyOfProbabilities } from "../losses/binary_cross_entropy_of_probabilities.ts";
import { cosineEmbedding } from "../losses/cosine_embedding.ts";
import { dice } from "../losses/dice.ts";
import { focal } from "../losses/focal.ts";
import { gaussianNll } from "../losses/gaussian_nll.ts";
import { hinge } from "../losses/hinge.ts";
import { huber } from "../losses/huber.ts";
import { klDivergence } from "../losses/kl_divergence.ts";
import { meanAbsoluteError } from "../losses/mean_absolute_error.ts";
import { meanSquaredError } from "../losses/mean_squared_error.ts";
import { multiclassHinge } from "../losses/multiclass_hinge.ts";
import { negativeElbo } from "../losses/negative_elbo.ts";
import { poissonNll } from "../losses/poisson_nll.ts";
import { smoothL1 } from "../losses/smooth_l1.ts";
import { softmaxCrossEntropy } from "../losses/softmax_cross_entropy.ts";
import { autoencoder } from "../networks/autoencoder.ts";
import { cifarResNet } from "../networks/cifar_resnet.ts";
import { fullyConnectedNet } from "../networks/fully_connected_net.ts";
import { lenet5 } from "../networks/lenet5.ts";
import { lstmLanguageModel } from "../networks/lstm_language_model.ts";
import { mlpMixer } from "../networks/mlp_mixer.ts";
import { smallGPT } from "../networks/small_gpt.ts";
import { threeLayerConvNet } from "../networks/three_layer_conv_net.ts";
import { twoLayerNet } from "../networks/two_layer_net.ts";
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
    [identity, { gain: 1 }],
    [dirac, { gain: 1 }],
    [binaryCrossEntropyOfProbabilities, { reduction }],
    [cosineEmbedding, { reduction }],
    [klDivergence, { reduction }],
    [meanAbsoluteError, { reduction }],
    [poissonNll, { reduction }],
    [l1Penalty, { strength: 1 }],
    [l2Penalty, { strength: 1 }],
    [autoencoder, { code: 2, hidden: [4], activation: relu(), weight: heNormal() }],
    [cifarResNet, { depth: 8, width: 4, shortcut: "identity", classes: 10, weight: heNormal() }],
    [fullyConnectedNet, {
      hidden: [4],
      classes: 3,
      weight: heNormal(),
      normalization: "none",
      activation: relu(),
      dropout: 0,
      residual: false,
    }],
    [lenet5, { padding: 2, classes: 10, activation: relu(), weight: heNormal() }],
    [lstmLanguageModel, { vocabulary: 9, units: 4, layers: 1, weight: heNormal(), dropout: 0 }],
    [mlpMixer, { patch: 4, width: 8, blocks: 1, classes: 2, patchHidden: 4, channelHidden: 4 }],
    [smallGPT, {
      vocabulary: 9,
      width: 4,
      blocks: 1,
      heads: 2,
      hidden: 8,
      activation: relu(),
      positions: "learned",
      dropout: 0,
      weight: heNormal(),
    }],
    [threeLayerConvNet, { filters: 2, filterSize: 3, hidden: 4, classes: 2, weight: heNormal() }],
    [twoLayerNet, { hidden: 4, classes: 2, weight: heNormal() }],
  ];

for (const [factory, options] of others) {
  Deno.test(`${factory.name} refuses options of another kind in the usual sentence`, () => {
    assertEquals(optionFaults(factory, options), []);
  });
}
