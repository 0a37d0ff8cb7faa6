import { parallel, residual, sequential } from "@descent/layers";
import type { TensorValues } from "../model.ts";
import { type NodeContext, noLayer, type Step, type Value } from "./_layer_of_node.ts";
import type { NodeProto } from "./_messages.ts";

/** Branches that meet in one operator, as one layer behind what all of them share. */
export function joined(node: NodeProto, branches: readonly Value[], context: NodeContext): Value {
  const axis = node.attribute?.find(({ name }) => name === "axis")?.i;
  const isSum = node.opType === "Add" || node.opType === "Sum";
  if (!isSum && !(node.opType === "Concat" && axis === 1)) throw noLayer(node, context.path);
  const [{ steps: first, axes }] = branches;
  let shared = 0;
  while (
    shared < first.length && branches.every(({ steps }) => steps[shared] === first[shared])
  ) shared++;
  const parts = branches.map(({ steps }) => steps.slice(shared));
  const isResidual = isSum && parts.length === 2;
  const kind = isResidual ? "residual" : "parallel", name = context.unique(kind);
  const layers = parts.map((steps) => sequential(steps.map(({ layer }) => layer)));
  const layer = isResidual
    ? residual(layers[0], { name, shortcut: layers[1] })
    : parallel(layers, { name, combine: isSum ? "sum" : "concatenate" });
  const tensors = new Map<string, TensorValues>();
  parts.forEach((steps, i) => {
    const branch = isResidual ? ["body", "shortcut"][i] : `branch${i + 1}`;
    for (const step of steps) {
      for (const [key, values] of step.tensors) tensors.set(`${name}/${branch}/${key}`, values);
    }
  });
  const step: Step = { layer, tensors };
  return { steps: [...first.slice(0, shared), step], axes };
}
