import type { GraphWriter } from "./_graph_writer.ts";
import { type Form, type Forms, onChannels, optionsOf, reshape, split } from "./_form.ts";

const operator = (op: string): Form => (_, x, { graph }) => graph.node(op, [x]);

const product = (graph: GraphWriter, a: string, b: string) => graph.node("Mul", [a, b]);

function silu(graph: GraphWriter, x: string): string {
  return product(graph, x, graph.node("Sigmoid", [x]));
}

/** `x Φ(x)` */
function gelu(graph: GraphWriter, x: string): string {
  const error = graph.node("Erf", [product(graph, x, graph.number(Math.SQRT1_2))]);
  const twice = product(graph, x, graph.node("Add", [error, graph.number(1)]));
  return product(graph, twice, graph.number(0.5));
}

/** `½ x (1 + tanh(√(2/π) (x + 0.044715 x³)))` */
function geluByTanh(graph: GraphWriter, x: string): string {
  const cube = product(graph, product(graph, x, x), x);
  const inner = graph.node("Add", [x, product(graph, cube, graph.number(0.044715))]);
  const tanh = graph.node("Tanh", [product(graph, inner, graph.number(Math.sqrt(2 / Math.PI)))]);
  const twice = product(graph, x, graph.node("Add", [tanh, graph.number(1)]));
  return product(graph, twice, graph.number(0.5));
}

/** One half of an axis through a function, times the other half. */
function gatedUnit(
  gate: "first" | "second",
  formula: (graph: GraphWriter, x: string) => string,
): Form {
  return (part, x, { graph }) => {
    const { axis = -1 } = optionsOf<{ axis?: number }>(part);
    const half = part.input.at(axis)! / 2;
    const [a, b] = split(graph, x, axis, [half, half]);
    return gate === "first"
      ? product(graph, formula(graph, a), b)
      : product(graph, a, formula(graph, b));
  };
}

function clip(graph: GraphWriter, x: string, low: number, high: number): string {
  return graph.node("Clip", [x, graph.number(low), graph.number(high)]);
}

/** Activations as operators. */
export const activationForms: Forms = {
  relu: operator("Relu"),
  sigmoid: operator("Sigmoid"),
  tanh: operator("Tanh"),
  selu: operator("Selu"),
  softsign: operator("Softsign"),
  hardSwish: operator("HardSwish"),
  mish: operator("Mish"),
  relu6: (_, x, { graph }) => clip(graph, x, 0, 6),
  hardTanh: (part, x, { graph }) => {
    const { min, max } = optionsOf<{ min: number; max: number }>(part);
    return clip(graph, x, min, max);
  },
  hardSigmoid: (_, x, { graph }) =>
    graph.node("HardSigmoid", [x], { alpha: { float: 1 / 6 }, beta: { float: 0.5 } }),
  leakyRelu: (part, x, { graph }) => {
    const { negativeSlope } = optionsOf<{ negativeSlope: number }>(part);
    return graph.node("LeakyRelu", [x], { alpha: { float: negativeSlope } });
  },
  elu: (part, x, { graph }) =>
    graph.node("Elu", [x], { alpha: { float: optionsOf<{ alpha: number }>(part).alpha } }),
  celu: (part, x, { graph }) =>
    graph.node("Celu", [x], { alpha: { float: optionsOf<{ alpha: number }>(part).alpha } }),
  silu: (_, x, { graph }) => silu(graph, x),
  gelu: (part, x, { graph }) => {
    const { approximate } = optionsOf<{ approximate: "none" | "tanh" }>(part);
    return approximate === "none" ? gelu(graph, x) : geluByTanh(graph, x);
  },
  logSigmoid: (_, x, { graph }) =>
    graph.node("Neg", [graph.node("Softplus", [graph.node("Neg", [x])])]),
  softplus: (part, x, { graph }) => {
    const { beta, threshold } = optionsOf<{ beta: number; threshold?: number }>(part);
    const factor = graph.number(beta), scaled = product(graph, x, factor);
    const y = graph.node("Div", [graph.node("Softplus", [scaled]), factor]);
    if (threshold === undefined) return y;
    return graph.node("Where", [graph.node("Greater", [scaled, graph.number(threshold)]), x, y]);
  },
  softmax: (_, x, { graph }) => graph.node("Softmax", [x], { axis: { int: -1 } }),
  logSoftmax: (_, x, { graph }) => graph.node("LogSoftmax", [x], { axis: { int: -1 } }),
  glu: gatedUnit("second", (graph, x) => graph.node("Sigmoid", [x])),
  reglu: gatedUnit("first", (graph, x) => graph.node("Relu", [x])),
  geglu: gatedUnit("first", gelu),
  swiglu: gatedUnit("first", silu),
  prelu: (part, x, { graph, tensor }) =>
    graph.node("PRelu", [x, onChannels(graph, tensor(part, "slope"), part.input.length)]),
  swish: (part, x, { graph, tensor }) => {
    const beta = onChannels(graph, tensor(part, "beta"), part.input.length);
    return product(graph, x, graph.node("Sigmoid", [product(graph, x, beta)]));
  },
  maxout: (part, x, { graph }) => {
    const { pieces, axis: given } = optionsOf<{ pieces: number; axis: number }>(part);
    const { input } = part, axis = given < 0 ? input.length + given : given;
    const before = input.slice(1, axis), after = input.slice(axis + 1);
    const grouped = reshape(graph, x, [0, ...before, input[axis] / pieces, pieces, ...after]);
    const largest = { keepdims: { int: 0 } };
    return graph.node("ReduceMax", [grouped, graph.ints([axis + 1])], largest);
  },
};
