import type { Form, Forms } from "./_form.ts";
import { optionsOf, reshape, slice, transpose } from "./_form.ts";

const affine: Form = (part, x, { graph, tensor }) => {
  const bias = optionsOf<{ bias: unknown }>(part).bias === false ? [] : [tensor(part, "bias")];
  return graph.node("Gemm", [x, tensor(part, "weight"), ...bias]);
};

const embedding: Form = (part, x, { graph, tensor }) =>
  graph.node("Gather", [tensor(part, "weight"), x]);

const tiedEmbedding: Form = (part, x, scope) => {
  const { graph, tensor, write } = scope, weight = tensor(part, "weight");
  const hidden = write(part.parts[0], graph.node("Gather", [weight, x]), scope);
  const scores = graph.node("MatMul", [hidden, transpose(graph, weight, [1, 0])]);
  const { bias } = optionsOf<{ bias?: unknown }>(part);
  return bias === false ? scores : graph.node("Add", [scores, tensor(part, "bias")]);
};

const parallel: Form = (part, x, scope) => {
  const branches = part.parts.map((branch) => scope.write(branch, x, scope));
  return optionsOf<{ combine: string }>(part).combine === "sum"
    ? scope.graph.node("Sum", branches)
    : scope.graph.node("Concat", branches, { axis: { int: 1 } });
};

const residual: Form = (part, x, scope) =>
  scope.graph.node("Add", part.parts.map((branch) => scope.write(branch, x, scope)));

const timeDistributed: Form = (part, x, scope) => {
  const { graph, write } = scope, [, T, ...features] = part.built.output;
  const steps = reshape(graph, x, [-1, ...part.input.slice(2)]);
  return reshape(graph, write(part.parts[0], steps, scope), [-1, T, ...features]);
};

const masking: Form = (part, x, scope) => {
  const { graph, write } = scope, { padding } = optionsOf<{ padding: number }>(part);
  const takesIndices = part.layer.indexCount !== undefined;
  // No index equals a padding that is no whole number.
  if (takesIndices && !Number.isInteger(padding)) return write(part.parts[0], x, scope);
  const value = takesIndices
    ? graph.ints([padding], { shape: [], dtype: "i32" })
    : graph.number(padding);
  let mask = graph.node("Equal", [x, value]);
  if (!takesIndices) {
    const equal = graph.node("Cast", [mask], { to: { int: 6 } });
    const all = graph.node("ReduceMin", [equal, graph.ints([2])], { keepdims: { int: 0 } });
    mask = graph.node("Cast", [all], { to: { int: 9 } });
  }
  return write(part.parts[0], x, { ...scope, mask });
};

/** Layers of weights, of branches and of what is nothing in evaluation, as operators. */
export const compositionForms: Forms = {
  affine,
  embedding,
  tiedEmbedding,
  parallel,
  residual,
  timeDistributed,
  masking,
  dropout: (_, x) => x,
  // The mean of the code, as in evaluation.
  reparameterization: (part, x, { graph }) => slice(graph, x, 1, [0, part.input[1] / 2]),
};
