import { sizeOf } from "@descent/core";
import type { Layer, LayerPart } from "@descent/layers";
import { type Form, type Forms, onChannels, optionsOf, reshape, type Scope } from "./_form.ts";

interface NormOptions {
  readonly epsilon: number;
  readonly affine?: boolean;
}

/** Gain and bias, or ones and zeros where none are trained. */
function gainAndBias(
  part: LayerPart,
  { graph, tensor }: Scope,
  shape: readonly number[],
): readonly [gain: string, bias: string] {
  if (optionsOf<NormOptions>(part).affine !== false) {
    return [tensor(part, "gain"), tensor(part, "bias")];
  }
  const all = (value: number) => graph.numbers(Array(sizeOf(shape)).fill(value), shape);
  return [all(1), all(0)];
}

const batchNorm: Form = (part, x, scope) => {
  const statistics = ["runningMean", "runningVariance"].map((name) => scope.tensor(part, name));
  const inputs = [x, ...gainAndBias(part, scope, [part.input[1]]), ...statistics];
  const epsilon = { float: optionsOf<NormOptions>(part).epsilon };
  return scope.graph.node("BatchNormalization", inputs, { epsilon });
};

const groupNorm: Form = (part, x, scope) => {
  const { groups, epsilon, affine } = optionsOf<NormOptions & { groups: number }>(part);
  const { graph } = scope, { input } = part;
  const grouped = reshape(graph, x, [0, groups, sizeOf(input.slice(1)) / groups]);
  const ones = graph.numbers(Array(groups).fill(1)), zeros = graph.numbers(Array(groups).fill(0));
  const normalized = graph.node("InstanceNormalization", [grouped, ones, zeros], {
    epsilon: { float: epsilon },
  });
  const y = reshape(graph, normalized, [0, ...input.slice(1)]);
  if (affine === false) return y;
  const [gain, bias] = gainAndBias(part, scope, [input[1]])
    .map((each) => onChannels(graph, each, input.length));
  return graph.node("Add", [graph.node("Mul", [y, gain]), bias]);
};

const instanceNorm: Form = (part, x, scope) =>
  scope.graph.node(
    "InstanceNormalization",
    [x, ...gainAndBias(part, scope, [part.input[1]])],
    { epsilon: { float: optionsOf<NormOptions>(part).epsilon } },
  );

const layerNorm: Form = (part, x, scope) => {
  const { axes, epsilon } = optionsOf<NormOptions & { axes: number }>(part);
  const inputs = [x, ...gainAndBias(part, scope, part.input.slice(-axes))];
  return scope.graph.node("LayerNormalization", inputs, {
    axis: { int: -axes },
    epsilon: { float: epsilon },
  });
};

const rmsNorm: Form = (part, x, { graph, tensor }) => {
  const { axes, epsilon } = optionsOf<NormOptions & { axes: number }>(part);
  const last = graph.ints(Array.from({ length: axes }, (_, i) => i - axes));
  const squares = graph.node("Mul", [x, x]);
  const mean = graph.node("ReduceMean", [squares, last], { keepdims: { int: 1 } });
  const root = graph.node("Sqrt", [graph.node("Add", [mean, graph.number(epsilon)])]);
  return graph.node("Mul", [graph.node("Div", [x, root]), tensor(part, "gain")]);
};

/** The axis of a weight that its slices lie along. */
function axisOf(part: LayerPart, name: string): { axis: number; shape: readonly number[] } {
  const { value: { shape } } = part.built.parameters.find((each) =>
    each.name === `${part.path}.${name}`
  )!;
  return { shape, axis: optionsOf<{ axis?: number }>(part).axis ?? (shape.length === 2 ? 1 : 0) };
}

/** The layer inside, with a weight that is computed. */
function withWeight(part: LayerPart, x: string, scope: Scope, weight: string): string {
  const { layer } = optionsOf<{ layer: Layer }>(part);
  return scope.write({ ...part, layer, activation: undefined }, x, {
    ...scope,
    tensor: (inner, name) => name === "weight" ? weight : scope.tensor(inner, name),
  });
}

const weightNorm: Form = (part, x, scope) => {
  const { graph, tensor } = scope, { axis, shape } = axisOf(part, "direction");
  const direction = tensor(part, "direction");
  const others = graph.ints(shape.map((_, i) => i).filter((i) => i !== axis));
  const norms = graph.node("ReduceL2", [direction, others], { keepdims: { int: 1 } });
  const slices = shape.map((_, i) => i === axis ? -1 : 1);
  const magnitudes = reshape(graph, tensor(part, "magnitude"), slices);
  const factors = graph.node("Div", [magnitudes, norms]);
  return withWeight(part, x, scope, graph.node("Mul", [direction, factors]));
};

const spectralNorm: Form = (part, x, scope) => {
  const { graph, tensor } = scope, { axis, shape } = axisOf(part, "weight");
  const weight = tensor(part, "weight");
  const order = [axis, ...shape.map((_, i) => i).filter((i) => i !== axis)];
  const rows = reshape(graph, graph.node("Transpose", [weight], { perm: { ints: order } }), [
    shape[axis],
    -1,
  ]);
  const product = graph.node("MatMul", [rows, tensor(part, "rightVector")]);
  const sigma = graph.node("MatMul", [tensor(part, "leftVector"), product]);
  return withWeight(part, x, scope, graph.node("Div", [weight, sigma]));
};

/** Normalizations as operators. */
export const normalizationForms: Forms = {
  batchNorm,
  groupNorm,
  instanceNorm,
  layerNorm,
  rmsNorm,
  weightNorm,
  spectralNorm,
};
