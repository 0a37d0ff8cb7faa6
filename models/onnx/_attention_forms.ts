import type { GraphWriter } from "./_graph_writer.ts";
import { type Form, type Forms, optionsOf, reshape, split, transpose } from "./_form.ts";

interface AttentionOptions {
  readonly heads: number;
  readonly keyHeads?: number;
  readonly causal?: boolean;
  readonly rotaryBase?: number;
  readonly bias?: unknown;
}

/** Attention by products; axes are sequence, heads of keys, heads of queries that share one, steps, width. */
const multiHeadAttention: Form = (part, x, { graph, tensor, mask }) => {
  const options = optionsOf<AttentionOptions>(part);
  const { heads, keyHeads = heads, causal = false, rotaryBase, bias } = options;
  const [, T, D] = part.input, width = D / heads, shared = heads / keyHeads;
  const affine = (value: string, name: string) => {
    const product = graph.node("MatMul", [value, tensor(part, `${name}Weight`)]);
    return bias === false ? product : graph.node("Add", [product, tensor(part, `${name}Bias`)]);
  };
  const extents = [heads, keyHeads, keyHeads].map((count) => count * width);
  const projections = split(graph, affine(x, "input"), 2, extents);
  const [q, k, v] = projections.map((value, i) => {
    const each = reshape(graph, value, [0, T, keyHeads, i === 0 ? shared : 1, width]);
    const ordered = transpose(graph, each, [0, 2, 3, 1, 4]);
    return i < 2 && rotaryBase !== undefined
      ? rotated(graph, ordered, T, width, rotaryBase)
      : ordered;
  });
  const products = graph.node("MatMul", [q, transpose(graph, k, [0, 1, 2, 4, 3])]);
  let scores = graph.node("Mul", [products, graph.number(1 / Math.sqrt(width))]);
  if (causal && T > 1) {
    const hidden = Array.from({ length: T * T }, (_, at) => at % T > Math.floor(at / T));
    const future = graph.numbers(hidden.map((is) => is ? -Infinity : 0), [T, T]);
    scores = graph.node("Add", [scores, future]);
  }
  if (mask !== undefined) {
    const keys = graph.node("Unsqueeze", [mask, graph.ints([1, 2, 3])]);
    scores = graph.node("Where", [keys, graph.number(-Infinity), scores]);
  }
  const probabilities = graph.node("Softmax", [scores], { axis: { int: -1 } });
  const outputs = transpose(graph, graph.node("MatMul", [probabilities, v]), [0, 3, 1, 2, 4]);
  return affine(reshape(graph, outputs, [0, T, D]), "output");
};

/** Elements i and i + width / 2 of step t turned by the angle `t base^(−2i/width)`. */
function rotated(
  graph: GraphWriter,
  x: string,
  T: number,
  width: number,
  base: number,
): string {
  const half = width / 2;
  const angles = Array.from(
    { length: T * half },
    (_, at) => Math.floor(at / half) * base ** (-(at % half) / half),
  );
  const cosines = graph.numbers(angles.map(Math.cos), [T, half]);
  const sines = graph.numbers(angles.map(Math.sin), [T, half]);
  const [a, b] = split(graph, x, 4, [half, half]);
  const of = (op: string, one: string, other: string) => graph.node(op, [one, other]);
  const first = of("Sub", of("Mul", a, cosines), of("Mul", b, sines));
  const second = of("Add", of("Mul", b, cosines), of("Mul", a, sines));
  return graph.node("Concat", [first, second], { axis: { int: 4 } });
}

/** Attention and positions as operators. */
export const attentionForms: Forms = {
  multiHeadAttention,
  positionEmbedding: (part, x, { graph, tensor }) => graph.node("Add", [x, tensor(part, "weight")]),
};
