import {
  adaptiveAveragePool2d,
  affine,
  averagePool1d,
  averagePool2d,
  batchNorm,
  conv1d,
  conv2d,
  elu,
  flatten,
  gelu,
  hardTanh,
  type Layer,
  layerNorm,
  leakyRelu,
  logSoftmax,
  maxPool1d,
  maxPool2d,
  relu,
  relu6,
  reshape,
  selu,
  sigmoid,
  softmax,
  softplus,
  softsign,
  tanh,
  timeDistributed,
} from "@descent/layers";
import { transposeAxes } from "../_transpose_axes.ts";
import type { TensorValues } from "../model.ts";
import type { NodeProto, TensorProto } from "./_messages.ts";
import { tensorValues, wholeNumbers } from "./_tensor_values.ts";

/** A layer of a graph, with its tensors by name. */
export interface Step {
  readonly layer: Layer;
  readonly tensors: ReadonlyMap<string, TensorValues>;
  /** The same with a bias, where it is a product without one. */
  readonly withBias?: (bias: TensorValues) => Step;
}

/** A value of a graph: the layers from the input to it, and how many axes it has. */
export interface Value {
  readonly steps: readonly Step[];
  readonly axes: number;
}

/** The graph around an operator. */
export interface NodeContext {
  readonly constants: ReadonlyMap<string, TensorProto>;
  readonly path: string;
  /** A name for a layer of a kind. */
  readonly unique: (kind: string) => string;
  /** Axes of the value that the operator takes. */
  readonly axes: number;
}

/** A layer, or none for what does nothing in evaluation, and the axes of what comes out. */
export interface FoundLayer {
  readonly step: Step | undefined;
  readonly axes: number;
}

/** The error for an operator that no layer here has. */
export function noLayer({ opType, name = "" }: NodeProto, path: string, why = ""): SyntaxError {
  return new SyntaxError(
    `${path}: expected operators that layers here have, got ${opType} '${name}'${why}; build the network of layers and load its weights alone`,
  );
}

/** An operator's settings and constants, read as its layer wants them. */
class Node {
  readonly node: NodeProto;
  readonly context: NodeContext;

  constructor(node: NodeProto, context: NodeContext) {
    this.node = node;
    this.context = context;
  }

  #attribute(name: string) {
    return this.node.attribute?.find((each) => each.name === name);
  }

  int(name: string, usual: number): number {
    return this.#attribute(name)?.i ?? usual;
  }

  float(name: string, usual: number): number {
    return this.#attribute(name)?.f ?? usual;
  }

  text(name: string, usual: string): string {
    const bytes = this.#attribute(name)?.s;
    return bytes === undefined ? usual : new TextDecoder().decode(bytes);
  }

  ints(name: string, usual: readonly number[]): readonly number[] {
    return this.#attribute(name)?.ints ?? usual;
  }

  #constant(input: number): TensorProto | undefined {
    return this.context.constants.get(this.node.input?.[input] ?? "");
  }

  has(input: number): boolean {
    return (this.node.input?.[input] ?? "") !== "";
  }

  /** A constant input of floating-point numbers. */
  values(input: number): TensorValues {
    const constant = this.#constant(input);
    if (constant === undefined) throw this.no(`, whose input ${input} is computed`);
    return tensorValues(constant, this.context.path);
  }

  /** A constant input of one number. */
  scalar(input: number): number {
    const { data } = this.values(input);
    if (data.length !== 1) throw this.no(`, whose input ${input} is no single number`);
    return data[0];
  }

  /** A constant input of whole numbers. */
  wholes(input: number): readonly number[] {
    const constant = this.#constant(input);
    if (constant === undefined) throw this.no(`, whose input ${input} is computed`);
    return wholeNumbers(constant, this.context.path);
  }

  no(why = ""): SyntaxError {
    return noLayer(this.node, this.context.path, why);
  }

  /** A layer under a new name, with its tensors. */
  layer(
    kind: string,
    make: (name: string) => Layer,
    tensors: Readonly<Record<string, TensorValues>> = {},
    axes = this.context.axes,
  ): FoundLayer {
    const name = this.context.unique(kind);
    const named = Object.entries(tensors).map(([tensor, values]) =>
      [`${name}.${tensor}`, values] as const
    );
    return { step: { layer: make(name), tensors: new Map(named) }, axes };
  }
}

/** The layer of an operator. */
export function layerOfNode(proto: NodeProto, context: NodeContext): FoundLayer {
  const node = new Node(proto, context), op = proto.opType ?? "";
  if (!Object.hasOwn(READERS, op) || (proto.domain ?? "") !== "") throw node.no();
  try {
    return READERS[op](node);
  } catch (error) {
    if (error instanceof SyntaxError) throw error;
    throw node.no(`: ${(error as Error).message}`);
  }
}

type Reader = (node: Node) => FoundLayer;

const activation = (kind: string, make: (node: Node, name: string) => Layer): Reader => (node) =>
  node.layer(kind, (name) => make(node, name));

const nothing: Reader = (node) => ({ step: undefined, axes: node.context.axes });

const lastAxisOnly = (kind: string, make: (name: string) => Layer): Reader => (node) => {
  const axis = node.int("axis", -1);
  if (axis !== -1 && axis !== node.context.axes - 1) throw node.no(`, along axis ${axis}`);
  return node.layer(kind, make);
};

/** A product with a matrix, of each step where there are such. */
function affineOf(node: Node, weight: TensorValues, bias?: TensorValues): FoundLayer {
  const { axes, unique } = node.context, units = weight.shape[1], name = unique("affine");
  const step = (bias: TensorValues | undefined): Step => {
    const layer = affine({ units, name, ...bias === undefined ? { bias: false } : {} });
    const tensors = new Map([[`${name}.weight`, weight]]);
    if (bias === undefined) {
      return { layer: ofSteps(layer), tensors: ofEach(tensors), withBias: step };
    }
    return { layer: ofSteps(layer), tensors: ofEach(tensors.set(`${name}.bias`, bias)) };
  };
  const each = axes === 3 ? unique("timeDistributed") : undefined;
  const ofSteps = (layer: Layer) =>
    each === undefined ? layer : timeDistributed(layer, { name: each });
  const ofEach = (tensors: Map<string, TensorValues>) =>
    each === undefined
      ? tensors
      : new Map([...tensors].map(([key, values]) => [`${each}/${key}`, values]));
  return { step: step(bias), axes };
}

/** A sum with a constant: the bias of the product before it. */
export function biasAdded(
  proto: NodeProto,
  { steps, axes }: Value,
  context: NodeContext,
): Value {
  const node = new Node(proto, context), last = steps.at(-1);
  const isFirst = context.constants.has(proto.input?.[0] ?? "");
  const bias = node.values(isFirst ? 0 : 1);
  if (last?.withBias === undefined || bias.shape.length !== 1) {
    throw node.no(" of a constant that is no bias of a product");
  }
  return { steps: [...steps.slice(0, -1), last.withBias(bias)], axes };
}

const gemm: Reader = (node) => {
  if (node.float("alpha", 1) !== 1 || node.float("beta", 1) !== 1 || node.int("transA", 0) !== 0) {
    throw node.no(" with factors or a transposed input");
  }
  const matrix = node.values(1);
  if (matrix.shape.length !== 2) throw node.no(" without a matrix");
  const weight = node.int("transB", 0) === 1 ? transposeAxes(matrix, [1, 0]) : matrix;
  return affineOf(node, weight, node.has(2) ? node.values(2) : undefined);
};

const matMul: Reader = (node) => {
  const weight = node.values(1);
  if (weight.shape.length !== 2 || node.context.axes > 3) throw node.no(" without a matrix");
  return affineOf(node, weight);
};

/** Window, strides, dilation and padding, for one or two axes. */
function windowOf(node: Node, kernel: readonly number[]) {
  const count = kernel.length, ones = kernel.map(() => 1);
  if (count !== node.context.axes - 2 || count < 1 || count > 2) throw node.no(" of so many axes");
  const auto = node.text("auto_pad", "NOTSET");
  if (!["NOTSET", "VALID", "SAME_UPPER"].includes(auto)) throw node.no(` with padding ${auto}`);
  const given = node.ints("pads", kernel.flatMap(() => [0, 0]));
  const pads = auto === "NOTSET" ? given : kernel.flatMap(() => [0, 0]);
  // Begins and then ends, here the two of each axis.
  const sides = kernel.flatMap((_, axis) => [pads[axis], pads[axis + count]]);
  return {
    kernel,
    stride: node.ints("strides", ones),
    dilation: node.ints("dilations", ones),
    padding: auto === "SAME_UPPER" ? "same" as const : sides,
  };
}

// deno-lint-ignore no-explicit-any -- Options of one or of two axes, which the factories check.
type Options = any;

/** The options of a layer of sequences or of images. */
function optionsOf(
  { kernel, stride, dilation, padding }: ReturnType<typeof windowOf>,
  rest: object,
): Options {
  const of = (each: readonly number[]) => kernel.length === 1 ? each[0] : each;
  return { kernel: of(kernel), stride: of(stride), dilation: of(dilation), padding, ...rest };
}

const conv: Reader = (node) => {
  const weight = node.values(1), [filters, , ...kernel] = weight.shape;
  const bias = node.has(2) ? node.values(2) : undefined;
  const groups = node.int("group", 1), window = windowOf(node, kernel);
  const settings = { filters, groups, ...bias === undefined ? { bias: false } : {} };
  const isSequence = kernel.length === 1;
  return node.layer(
    isSequence ? "conv1d" : "conv2d",
    (name) => (isSequence ? conv1d : conv2d)(optionsOf(window, { ...settings, name })),
    { weight, ...bias === undefined ? {} : { bias } },
  );
};

const maxPool: Reader = (node) => {
  const window = windowOf(node, node.ints("kernel_shape", [])), ceilMode = node.int("ceil_mode", 0);
  const isSequence = window.kernel.length === 1;
  return node.layer(
    isSequence ? "maxPool1d" : "maxPool2d",
    (name) =>
      (isSequence ? maxPool1d : maxPool2d)(optionsOf(window, { ceilMode: ceilMode === 1, name })),
  );
};

const averagePool: Reader = (node) => {
  const window = windowOf(node, node.ints("kernel_shape", []));
  if (window.dilation.some((step) => step !== 1)) throw node.no(" with dilations");
  const settings = {
    ceilMode: node.int("ceil_mode", 0) === 1,
    countIncludePad: node.int("count_include_pad", 0) === 1,
  };
  const isSequence = window.kernel.length === 1;
  return node.layer(isSequence ? "averagePool1d" : "averagePool2d", (name) => {
    const { dilation: _, ...options } = optionsOf(window, { ...settings, name });
    return (isSequence ? averagePool1d : averagePool2d)(options);
  });
};

const flattened: Reader = (node) => {
  if (node.int("axis", 1) !== 1) throw node.no(" from another axis than 1");
  return node.layer("flatten", (name) => flatten({ name }), {}, 2);
};

const reshaped: Reader = (node) => {
  const [batch, ...shape] = node.wholes(1);
  if (shape.length === 1 && (batch === 0 || batch === -1 || shape[0] === -1)) {
    return node.layer("flatten", (name) => flatten({ name }), {}, 2);
  }
  if ((batch !== 0 && batch !== -1) || shape.some((extent) => extent < 1)) {
    throw node.no(" that moves the batch or leaves an extent open");
  }
  return node.layer("reshape", (name) => reshape({ shape, name }), {}, shape.length + 1);
};

const batchNormalization: Reader = (node) => {
  const [gain, bias, runningMean, runningVariance] = [1, 2, 3, 4].map((i) => node.values(i));
  const epsilon = node.float("epsilon", 1e-5);
  return node.layer("batchNorm", (name) => batchNorm({ epsilon, name }), {
    gain,
    bias,
    runningMean,
    runningVariance,
  });
};

const layerNormalization: Reader = (node) => {
  const axis = node.int("axis", -1), axes = axis < 0 ? -axis : node.context.axes - axis;
  const gain = node.values(1);
  const zeros = { shape: gain.shape, data: new Float32Array(gain.data.length) };
  const epsilon = node.float("epsilon", 1e-5);
  return node.layer("layerNorm", (name) => layerNorm({ axes, epsilon, name }), {
    gain,
    bias: node.has(2) ? node.values(2) : zeros,
  });
};

const clip: Reader = (node) => {
  const min = node.has(1) ? node.scalar(1) : -Infinity,
    max = node.has(2) ? node.scalar(2) : Infinity;
  if (min === 0 && max === Infinity) return node.layer("relu", (name) => relu({ name }));
  if (min === 0 && max === 6) return node.layer("relu6", (name) => relu6({ name }));
  if (!(Number.isFinite(min) && Number.isFinite(max))) throw node.no(" with one limit");
  return node.layer("hardTanh", (name) => hardTanh({ min, max, name }));
};

const READERS: Readonly<Record<string, Reader>> = {
  Relu: activation("relu", (_, name) => relu({ name })),
  Sigmoid: activation("sigmoid", (_, name) => sigmoid({ name })),
  Tanh: activation("tanh", (_, name) => tanh({ name })),
  Softplus: activation("softplus", (_, name) => softplus({ name })),
  Softsign: activation("softsign", (_, name) => softsign({ name })),
  Selu: activation("selu", (_, name) => selu({ name })),
  Elu: activation("elu", (node, name) => elu({ alpha: node.float("alpha", 1), name })),
  LeakyRelu: activation(
    "leakyRelu",
    (node, name) => leakyRelu({ negativeSlope: node.float("alpha", 0.01), name }),
  ),
  Gelu: activation(
    "gelu",
    (node, name) =>
      gelu({ approximate: node.text("approximate", "none") as "none" | "tanh", name }),
  ),
  Clip: clip,
  Softmax: lastAxisOnly("softmax", (name) => softmax({ name })),
  LogSoftmax: lastAxisOnly("logSoftmax", (name) => logSoftmax({ name })),
  Identity: nothing,
  Dropout: nothing,
  Gemm: gemm,
  MatMul: matMul,
  Conv: conv,
  MaxPool: maxPool,
  AveragePool: averagePool,
  GlobalAveragePool: (node) =>
    node.layer("globalAveragePool", (name) => adaptiveAveragePool2d({ output: 1, name })),
  Flatten: flattened,
  Reshape: reshaped,
  BatchNormalization: batchNormalization,
  LayerNormalization: layerNormalization,
};
