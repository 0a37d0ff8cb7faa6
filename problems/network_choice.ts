/** What the first weights are drawn from: a normal distribution of a scale, or one scaled by a layer's inputs. */
export type WeightChoice =
  | { readonly kind: "normal"; readonly scale: number }
  | { readonly kind: "he" }
  | { readonly kind: "glorot" };

/** What follows each hidden layer. */
export type ActivationChoice = "relu" | "sigmoid";

/** A fully connected net, as plain data. */
export interface FullyConnectedChoice {
  /** Which network. */
  readonly kind: "fully-connected";
  /** Units of each hidden layer, first to last. */
  readonly hidden: readonly number[];
  /** What follows each hidden layer; absent: relu. */
  readonly activation?: ActivationChoice;
  /** What hidden units are normalised over; absent: they are not. */
  readonly normalization?: "batch";
  /** Whether each hidden layer after the first is added to its input; absent: not. */
  readonly residual?: boolean;
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

/** A small residual net, as plain data: a convolution, stages of residual blocks, scores. */
export interface SmallResidualChoice {
  /** Which network. */
  readonly kind: "small-residual";
  /** Zeros at each side of an image, before anything else; absent: none. */
  readonly padding?: number;
  /** How often the channels stand one after the other: 3 makes a colour image of a grey one; absent: once. */
  readonly channelCopies?: number;
  /** Filters of the blocks of each stage, first to last. */
  readonly filters: readonly number[];
  /** Residual blocks in each stage. */
  readonly blocks: number;
  /** Pixels from window to window of the first convolution. */
  readonly stride: number;
  /** The first weights; absent: He's normal ones. */
  readonly weight?: WeightChoice;
}

/** The network of a problem, as plain data, which is part of a trial's identity. */
export type NetworkChoice = FullyConnectedChoice | ThreeLayerConvChoice | SmallResidualChoice;
