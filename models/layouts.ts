/**
 * A tensor of a layer here, and the same in another library.
 *
 * @category Saving and loading
 */
export interface LayoutRow {
  /** Its name within a layer here. */
  readonly tensor: string;
  /** Kinds of layers for which the row holds; default any. */
  readonly kinds?: readonly string[];
  /** Number of axes for which the row holds; default any. */
  readonly axes?: number;
  /** Whether the row is for tables of vectors; default for everything else. */
  readonly embedding?: boolean;
  /** Its names within a module of the other library. */
  readonly names: readonly string[];
  /** Order in which the other library's axes become those here; default the same. */
  readonly order?: readonly number[];
  /** The row of the other library's tensor that it is; default all of it. */
  readonly row?: number;
  /** Order in which equal parts along the other library's last axis become those here, such as gates; default the same. */
  readonly blocks?: readonly number[];
  /** Which part along the last axis here it is, of how many, in the same order of elements; default all of it. */
  readonly part?: readonly [index: number, count: number];
  /** Whether it is 0 where the other library has none; default false. */
  readonly optional?: boolean;
}

/**
 * The other libraries whose layout of tensors is known.
 *
 * @category Saving and loading
 */
export type Layout = "pytorch" | "keras";

const matrix = [1, 0] as const;

const pytorchGates: readonly LayoutRow[] = ["", "Reverse"].flatMap((direction): LayoutRow[] => {
  const end = direction === "" ? "" : "_reverse";
  return [
    { tensor: `inputWeight${direction}`, names: [`weight_ih_l0${end}`], order: matrix },
    { tensor: `recurrentWeight${direction}`, names: [`weight_hh_l0${end}`], order: matrix },
    { tensor: `inputBias${direction}`, names: [`bias_ih_l0${end}`] },
    { tensor: `recurrentBias${direction}`, names: [`bias_hh_l0${end}`] },
  ];
});

const kerasGates: readonly LayoutRow[] = ["", "Reverse"].flatMap((direction): LayoutRow[] => {
  const names = (tensor: string) =>
    direction === ""
      ? [tensor, `forward.${tensor}`, `forward/${tensor}`]
      : [`backward.${tensor}`, `backward/${tensor}`];
  // Keras has z before r.
  const plain = { kinds: ["rnn", "lstm"] }, gru = { kinds: ["gru"], blocks: [1, 0, 2] };
  return [
    { ...plain, tensor: `inputWeight${direction}`, names: names("kernel") },
    { ...plain, tensor: `recurrentWeight${direction}`, names: names("recurrent_kernel") },
    { ...plain, tensor: `inputBias${direction}`, names: names("bias") },
    { ...plain, tensor: `recurrentBias${direction}`, names: [], optional: true },
    { ...gru, tensor: `inputWeight${direction}`, names: names("kernel") },
    { ...gru, tensor: `recurrentWeight${direction}`, names: names("recurrent_kernel") },
    { ...gru, tensor: `inputBias${direction}`, names: names("bias"), row: 0 },
    { ...gru, tensor: `recurrentBias${direction}`, names: names("bias"), row: 1 },
  ];
});

const kerasAttention: readonly LayoutRow[] = [
  ...["query", "key", "value"].flatMap((of, i): LayoutRow[] => [
    { tensor: "inputWeight", names: [`${of}.kernel`, `${of}/kernel`], part: [i, 3] },
    { tensor: "inputBias", names: [`${of}.bias`, `${of}/bias`], part: [i, 3] },
  ]),
  {
    tensor: "outputWeight",
    names: ["attention_output.kernel", "attention_output/kernel"],
    part: [0, 1],
  },
  { tensor: "outputBias", names: ["attention_output.bias", "attention_output/bias"] },
];

/**
 * Layouts of other libraries, written out: under which names they save the tensors of a layer, and in which order of
 * axes. What is no row has no tensors. Keras's `GRU` is that with `reset_after`, its default; layers of both directions
 * are called `forward` and `backward` there.
 *
 * | here | PyTorch | Keras |
 * |---|---|---|
 * | `affine` weight [D, U] | `Linear` weight [U, D] | `Dense` kernel [D, U] |
 * | `conv1d` weight [F, C, K] | `Conv1d` weight [F, C, K] | `Conv1D` kernel [K, C, F] |
 * | `conv2d` weight [F, C, R, Q] | `Conv2d` weight [F, C, R, Q] | `Conv2D` kernel [R, Q, C, F] |
 * | `convTranspose2d` weight [C, F, R, Q] | `ConvTranspose2d` weight [C, F, R, Q] | `Conv2DTranspose` kernel [R, Q, F, C] |
 * | `embedding` weight [V, D] | `Embedding` weight [V, D] | `Embedding` embeddings [V, D] |
 * | `batchNorm` gain, bias, runningMean, runningVariance | weight, bias, running_mean, running_var | gamma, beta, moving_mean, moving_variance |
 * | `layerNorm`, `groupNorm` gain, bias | weight, bias | gamma, beta |
 * | `rmsNorm` gain | weight | scale |
 * | `prelu` slope | weight | alpha |
 * | `rnn`, `lstm`, `gru` inputWeight [D, G H], recurrentWeight [H, G H], inputBias, recurrentBias | weight_ih_l0 [G H, D], weight_hh_l0 [G H, H], bias_ih_l0, bias_hh_l0; of the second direction with _reverse | kernel [D, G H], recurrent_kernel [H, G H], bias [G H] for inputBias and 0 for recurrentBias; of `GRU` bias [2, 3 H] for both, gates z, r, h for r, z, n |
 * | `multiHeadAttention` inputWeight [D, 3 D], outputWeight [D, D], inputBias, outputBias | in_proj_weight [3 D, D], out_proj.weight [D, D], in_proj_bias, out_proj.bias | query, key and value kernel [D, H, d] side by side, and bias [H, d]; attention_output kernel [H, d, D], bias [D] |
 *
 * @category Saving and loading
 *
 * @example A filter of Keras
 * ```ts
 * import { LAYOUTS } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const row = LAYOUTS.keras.find(({ tensor, axes }) => tensor === "weight" && axes === 4);
 * assertEquals(row, { tensor: "weight", axes: 4, names: ["kernel"], order: [3, 2, 0, 1] });
 * ```
 */
export const LAYOUTS: Readonly<Record<Layout, readonly LayoutRow[]>> = {
  pytorch: [
    { tensor: "weight", embedding: true, names: ["weight"] },
    { tensor: "weight", axes: 2, names: ["weight"], order: matrix },
    { tensor: "weight", names: ["weight"] },
    { tensor: "bias", names: ["bias"] },
    { tensor: "gain", names: ["weight"] },
    { tensor: "slope", names: ["weight"] },
    { tensor: "runningMean", names: ["running_mean"] },
    { tensor: "runningVariance", names: ["running_var"] },
    ...pytorchGates,
    { tensor: "inputWeight", names: ["in_proj_weight"], order: matrix },
    { tensor: "inputBias", names: ["in_proj_bias"] },
    { tensor: "outputWeight", names: ["out_proj.weight"], order: matrix },
    { tensor: "outputBias", names: ["out_proj.bias"] },
  ],
  keras: [
    { tensor: "weight", embedding: true, names: ["embeddings"] },
    { tensor: "weight", axes: 2, names: ["kernel"] },
    { tensor: "weight", axes: 3, names: ["kernel"], order: [2, 1, 0] },
    { tensor: "weight", axes: 4, names: ["kernel"], order: [3, 2, 0, 1] },
    { tensor: "bias", names: ["bias", "beta"] },
    { tensor: "gain", names: ["gamma", "scale"] },
    { tensor: "slope", names: ["alpha"] },
    { tensor: "runningMean", names: ["moving_mean"] },
    { tensor: "runningVariance", names: ["moving_variance"] },
    ...kerasGates,
    ...kerasAttention,
  ],
};

/**
 * Tensors that other libraries save beside a layer's, and nothing here needs.
 *
 * @category Saving and loading
 */
export const UNUSED_TENSORS: Readonly<Record<Layout, readonly string[]>> = {
  pytorch: ["num_batches_tracked"],
  keras: [],
};
