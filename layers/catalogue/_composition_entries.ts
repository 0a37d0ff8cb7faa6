import { relu } from "../activations/relu.ts";
import { tanh } from "../activations/tanh.ts";
import { parallel } from "../composition/parallel.ts";
import { residual } from "../composition/residual.ts";
import { sequential } from "../composition/sequential.ts";
import { affine } from "../linear/affine.ts";
import { autoencoder } from "../networks/autoencoder.ts";
import { cifarResNet } from "../networks/cifar_resnet.ts";
import { fullyConnectedNet } from "../networks/fully_connected_net.ts";
import { mlpMixer } from "../networks/mlp_mixer.ts";
import { smallResidualNet } from "../networks/small_residual_net.ts";
import { threeLayerConvNet } from "../networks/three_layer_conv_net.ts";
import { twoLayerNet } from "../networks/two_layer_net.ts";
import { variationalAutoencoder } from "../networks/variational_autoencoder.ts";
import { reparameterization } from "../regularization/reparameterization.ts";
import { flatten } from "../shape/flatten.ts";
import { anyShapes, matrices } from "./_entry_shapes.ts";
import type { LayerEntry } from "./layer_entry.ts";

/** The catalogue's rows for branches and for whole networks. */
export const compositionEntries: readonly LayerEntry[] = [
  { title: "residual", layer: residual(relu()), inputs: anyShapes, bound: 1e-8 },
  {
    title: "residual of affine layers",
    layer: residual(sequential([affine({ units: 6 }), relu(), affine({ units: 7 })])),
    inputs: [[1, 7], [5, 7]],
    bound: 1e-8,
  },
  {
    title: "residual with a projection - relu",
    layer: sequential([
      residual(sequential([affine({ units: 9 }), relu()]), {
        shortcut: affine({ units: 9, bias: false }),
      }),
      relu(),
    ]),
    inputs: matrices,
    bound: 1e-8,
  },
  {
    title: "parallel, concatenated",
    layer: parallel([affine({ units: 3 }), relu(), sequential([affine({ units: 2 }), relu()])]),
    inputs: matrices,
    bound: 1e-8,
  },
  {
    title: "parallel, concatenated images",
    layer: parallel([relu(), sequential([]), residual(relu())]),
    inputs: [[1, 1, 1, 1], [3, 2, 3, 5]],
    bound: 1e-8,
  },
  {
    title: "parallel, added up",
    layer: parallel([relu(), flatten(), sequential([]), relu()], { combine: "sum" }),
    inputs: matrices,
    bound: 1e-8,
  },
  {
    title: "residual of parallel of residual",
    layer: residual(
      parallel([affine({ units: 3 }), sequential([affine({ units: 4 }), residual(relu())])]),
    ),
    inputs: [[1, 7], [4, 7]],
    bound: 1e-8,
  },
  {
    title: "two-layer net",
    layer: twoLayerNet({ hidden: 11, classes: 3 }),
    inputs: [[5, 1, 4, 4]],
    bound: 1e-7,
  },
  {
    title: "fully connected net",
    layer: fullyConnectedNet({ hidden: [8, 7, 6], classes: 3 }),
    inputs: [[5, 9]],
    bound: 1e-7,
  },
  {
    title: "fully connected net with batch norm and dropout",
    layer: fullyConnectedNet({
      hidden: [6, 5],
      classes: 3,
      normalization: "batch",
      activation: tanh(),
      dropout: 0.3,
    }),
    inputs: [[5, 7]],
    bound: 1e-6,
  },
  {
    title: "fully connected net with layer norm and residual connections",
    layer: fullyConnectedNet({
      hidden: [6, 6, 5],
      classes: 3,
      normalization: "layer",
      residual: true,
    }),
    inputs: [[4, 7]],
    bound: 1e-6,
  },
  {
    title: "three-layer conv net",
    layer: threeLayerConvNet({ filters: 3, filterSize: 3, hidden: 6, classes: 3 }),
    inputs: [[2, 2, 4, 6]],
    bound: 1e-6,
  },
  {
    title: "small residual net",
    layer: smallResidualNet({ filters: [2, 3], classes: 5 }),
    inputs: [[5, 1, 4, 4], [6, 3, 4, 3]],
    // Differences of 1e-11 by rounding, beside gradients of 1e-6 behind two normalizations: over 12 seeds the largest
    // error is between 3e-7 and 2e-5.
    bound: 1e-4,
    f32Bound: 1e-3,
  },
  {
    title: "CIFAR ResNet",
    layer: cifarResNet({ depth: 8, width: 2, classes: 3 }),
    inputs: [[5, 1, 8, 8], [6, 3, 9, 8]],
    bound: 1e-4,
    f32Bound: 1e-3,
  },
  {
    title: "MLP-Mixer",
    layer: mlpMixer({
      patch: 2,
      width: 3,
      blocks: 2,
      patchHidden: 3,
      channelHidden: 4,
      classes: 3,
    }),
    inputs: [[2, 1, 4, 4], [3, 2, 2, 4]],
    bound: 1e-5,
    f32Bound: 1e-2,
  },
  {
    title: "autoencoder",
    layer: autoencoder({ code: 2, hidden: [4], activation: tanh() }),
    inputs: [[3, 5], [2, 2, 3]],
    bound: 1e-7,
    f32Bound: 1e-4,
  },
  {
    title: "reparameterization",
    layer: reparameterization(),
    inputs: [[1, 2], [4, 6]],
    bound: 1e-8,
  },
  {
    title: "variational autoencoder",
    layer: variationalAutoencoder({ code: 2, hidden: [4], activation: tanh() }),
    inputs: [[3, 5], [2, 2, 3]],
    bound: 1e-7,
    f32Bound: 1e-4,
  },
];
