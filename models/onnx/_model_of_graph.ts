import { formatShape, type Shape } from "@descent/core";
import { sequential } from "@descent/layers";
import { isShape } from "../_stored_description.ts";
import { wantedTensors } from "../_wanted_tensors.ts";
import type { Model, TensorValues } from "../model.ts";
import { biasAdded, layerOfNode, type Step, type Value } from "./_layer_of_node.ts";
import { joined } from "./_joined_steps.ts";
import { DATA_TYPES, type GraphProto, type ModelProto, type TensorProto } from "./_messages.ts";

/** The network of another program's graph, from the operators that layers here have. */
export function modelOfGraph(
  { graph }: ModelProto,
  { path, fileBytes }: { readonly path: string; readonly fileBytes: number },
): Model {
  if (graph?.node === undefined) {
    throw new SyntaxError(`${path}: expected a graph of operators, got none; is it an ONNX file?`);
  }
  const constants = new Map<string, TensorProto>();
  for (const each of graph.initializer ?? []) constants.set(each.name ?? "", each);
  const { name: input, shape: inputShape } = inputOf(graph, constants, path);
  const values = new Map<string, Value>([[input, { steps: [], axes: inputShape.length + 1 }]]);
  const names = new Map<string, number>();
  const unique = (kind: string) => {
    const count = (names.get(kind) ?? 0) + 1;
    names.set(kind, count);
    return `${kind}${count}`;
  };
  for (const node of graph.node) {
    const [output = ""] = node.output ?? [];
    const constant = node.attribute?.find(({ name }) => name === "value")?.t;
    if (node.opType === "Constant" && constant !== undefined) {
      constants.set(output, { ...constant, name: output });
      continue;
    }
    const taken = (node.input ?? []).filter((name) => name !== "" && !constants.has(name));
    const sources = taken.map((name) => {
      const value = values.get(name);
      if (value !== undefined) return value;
      throw new SyntaxError(
        `${path}: expected ${node.opType} '${
          node.name ?? ""
        }' to read what comes before it, got '${name}'; the file is damaged`,
      );
    });
    const context = { constants, path, unique, axes: sources[0]?.axes ?? 0 };
    if (sources.length > 1) values.set(output, joined(node, sources, context));
    else if (node.opType === "Add" && sources.length === 1) {
      values.set(output, biasAdded(node, sources[0], context));
    } else {
      const { step, axes } = layerOfNode(node, context);
      const steps = sources[0]?.steps ?? [];
      values.set(output, { steps: step === undefined ? steps : [...steps, step], axes });
    }
  }
  const output = values.get(graph.output?.[0]?.name ?? "");
  if (graph.output?.length !== 1 || output === undefined) {
    throw new SyntaxError(
      `${path}: expected one output that an operator gives, got ${graph.output?.length ?? 0}`,
    );
  }
  return modelOfSteps(output.steps, inputShape, path, fileBytes);
}

function modelOfSteps(
  steps: readonly Step[],
  inputShape: Shape,
  path: string,
  fileBytes: number,
): Model {
  const layer = sequential(steps.map(({ layer }) => layer));
  const all = new Map<string, TensorValues>(steps.flatMap(({ tensors }) => [...tensors]));
  const tensors = new Map<string, TensorValues>();
  for (
    const [name, { shape }] of wantedTensors(layer, { inputShape, dtype: "f32", fileBytes, path })
  ) {
    const values = all.get(name);
    if (values === undefined || formatShape(values.shape) !== formatShape(shape)) {
      throw new SyntaxError(
        `${path}: expected '${name}' of the shape ${formatShape(shape)}, got ${
          values === undefined ? "none" : formatShape(values.shape)
        }; the file's operators do not fit each other`,
      );
    }
    tensors.set(name, { shape, data: new Float32Array(values.data) });
  }
  return {
    layer,
    inputShape,
    dtype: "f32",
    tensors,
    bytes: null,
    preprocessing: null,
    classNames: null,
    notes: {},
  };
}

function inputOf(
  graph: GraphProto,
  constants: ReadonlyMap<string, TensorProto>,
  path: string,
): { readonly name: string; readonly shape: Shape } {
  const inputs = (graph.input ?? []).filter(({ name = "" }) => !constants.has(name));
  const [{ name = "", type } = {}] = inputs;
  const [, ...dims] = type?.tensorType?.shape?.dim ?? [];
  const shape = dims.map(({ dimValue = 0 }) => dimValue);
  if (inputs.length !== 1 || type?.tensorType?.elemType !== DATA_TYPES.f32 || !isShape(shape)) {
    throw new SyntaxError(
      `${path}: expected one input of 32-bit numbers [N, ...] whose extents after the batch are given, got ${
        inputs.length === 1
          ? `'${name}' ${formatShape(["N", ...shape])} of type ${type?.tensorType?.elemType}`
          : `${inputs.length} inputs`
      }; export it with fixed extents`,
    );
  }
  return { name, shape };
}
