import type { Layer } from "../layer.ts";
import { cifarResNet, type CifarResNetOptions } from "./cifar_resnet.ts";
import { fullyConnectedNet, type FullyConnectedNetOptions } from "./fully_connected_net.ts";
import { lenet5, type Lenet5Options } from "./lenet5.ts";
import { smallResidualNet, type SmallResidualNetOptions } from "./small_residual_net.ts";
import { threeLayerConvNet, type ThreeLayerConvNetOptions } from "./three_layer_conv_net.ts";
import { twoLayerNet, type TwoLayerNetOptions } from "./two_layer_net.ts";

/**
 * A network that experiments pick by its name.
 *
 * @category Networks
 */
export interface NetworkEntry<Options> {
  /** Title in reports. */
  readonly title: string;
  /**
   * Makes it.
   *
   * @param options Its options; each network has `classes` and `weight` among them.
   * @returns The layer, from a batch of inputs to scores for each class.
   */
  readonly create: (options: Options) => Layer;
}

/**
 * The networks by name, each with its own options.
 *
 * @category Networks
 */
export interface Networks {
  /** {@linkcode twoLayerNet} */
  readonly "two-layer": NetworkEntry<TwoLayerNetOptions>;
  /** {@linkcode fullyConnectedNet} */
  readonly "fully-connected": NetworkEntry<FullyConnectedNetOptions>;
  /** {@linkcode threeLayerConvNet} */
  readonly "three-layer-conv": NetworkEntry<ThreeLayerConvNetOptions>;
  /** {@linkcode lenet5} */
  readonly "lenet-5": NetworkEntry<Lenet5Options>;
  /** {@linkcode cifarResNet} */
  readonly "cifar-resnet": NetworkEntry<CifarResNetOptions>;
  /** {@linkcode smallResidualNet} */
  readonly "small-residual": NetworkEntry<SmallResidualNetOptions>;
}

/**
 * The one list of networks that experiments pick by name.
 *
 * @category Networks
 *
 * @example The network of a name
 * ```ts
 * import { networks } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * const { title, create } = networks["lenet-5"];
 * assertEquals(title, "LeNet-5");
 * assertEquals(create({ classes: 26 }).kind, "sequential");
 * ```
 */
export const networks: Networks = {
  "two-layer": { title: "Two-layer net", create: twoLayerNet },
  "fully-connected": { title: "Fully connected net", create: fullyConnectedNet },
  "three-layer-conv": { title: "Three-layer conv net", create: threeLayerConvNet },
  "lenet-5": { title: "LeNet-5", create: lenet5 },
  "cifar-resnet": { title: "CIFAR ResNet", create: cifarResNet },
  "small-residual": { title: "Small residual net", create: smallResidualNet },
};
