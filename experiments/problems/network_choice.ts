/** What the first weights are drawn from: a normal distribution of a scale, or one scaled by a layer's inputs. */
export type WeightChoice =
  | { readonly kind: "normal"; readonly scale: number }
  | { readonly kind: "he" }
  | { readonly kind: "glorot" };

/** A fully connected net, as plain data. */
export interface FullyConnectedChoice {
  /** Which network. */
  readonly kind: "fully-connected";
  /** Units of each hidden layer, first to last. */
  readonly hidden: readonly number[];
  /** The first weights; absent: He's normal ones. */
  readonly weight?: WeightChoice;
}

/** A three-layer conv net, as plain data: convolution, 2x2 max pooling, a hidden layer, scores. */
export interface ThreeLayerConvChoice {
  /** Which network. */
  readonly kind: "three-layer-conv";
  /** Number of filters. */
  readonly filters: number;
  /** Rows and columns of a filter. */
  readonly filterSize: number;
  /** Units of the hidden layer. */
  readonly hidden: number;
  /** The first weights; absent: He's normal ones. */
  readonly weight?: WeightChoice;
}

/** The network of a problem, as plain data, which is part of a trial's identity. */
export type NetworkChoice = FullyConnectedChoice | ThreeLayerConvChoice;
