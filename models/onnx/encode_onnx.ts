import { createEngine, randomStream } from "@descent/core";
import { buildRoot, type LayerPart } from "@descent/layers";
import { MEAN_TENSOR, METADATA_KEY, metadataOf } from "../_metadata.ts";
import type { Model, TensorValues } from "../model.ts";
import type { Scope } from "./_form.ts";
import { FORMS } from "./_forms.ts";
import { GraphWriter } from "./_graph_writer.ts";
import { DATA_TYPES, type ModelProto, type ValueInfoProto } from "./_messages.ts";
import { encodeRest, REST_KEY } from "./_rest.ts";
import { writeModel } from "./_write_message.ts";

/** The set of operators that files are written in, and the version of the format that goes with it. */
const OPSET = 18, FORMAT = 8;

/**
 * A model as the bytes of an ONNX file, as {@linkcode exportNetwork} writes it.
 *
 * @category ONNX
 * @param model The model.
 * @returns The bytes.
 * @throws {TypeError} When a layer has no form in ONNX; the message names it.
 *
 * @example
 * ```ts
 * import { affine } from "@descent/layers";
 * import { decodeOnnx, encodeOnnx } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const weight = { shape: [1, 1], data: new Float32Array([2]) };
 * const bytes = await encodeOnnx({
 *   layer: affine({ units: 1, bias: false }),
 *   inputShape: [1],
 *   dtype: "f32",
 *   tensors: new Map([["affine1.weight", weight]]),
 *   bytes: null,
 *   preprocessing: null,
 *   classNames: null,
 *   notes: {},
 * });
 * assertEquals((await decodeOnnx(bytes)).tensors.get("affine1.weight"), weight);
 * ```
 */
export async function encodeOnnx(model: Model): Promise<Uint8Array> {
  return await writeModel(messageOf(model));
}

function messageOf(model: Model): ModelProto {
  const { layer, inputShape, dtype, tensors, bytes } = model;
  using engine = createEngine();
  using arena = engine.arena();
  const random = randomStream({ seed: 0 });
  const root = buildRoot(layer, [1, ...inputShape], { arena, dtype, random });
  const graph = new GraphWriter(dtype);
  const scope: Scope = {
    graph,
    dtype,
    tensor: ({ path }, name) => {
      const full = `${path}.${name}`;
      return graph.tensor(full, tensors.get(full)!);
    },
    mask: undefined,
    write: writePart,
  };
  const inputType = layer.indexCount === undefined ? dtype : "i32";
  const output = writePart(root, "input", scope);
  const rest = new Map<string, TensorValues>([...tensors].filter(([name]) => !graph.has(name)));
  if (bytes?.mean) rest.set(MEAN_TENSOR, { shape: inputShape, data: bytes.mean });
  return {
    irVersion: FORMAT,
    producerName: "Descent",
    opsetImport: [{ domain: "", version: OPSET }],
    graph: graph.finish(
      "network",
      [valueInfo("input", DATA_TYPES[inputType], inputShape)],
      [[output, valueInfo("output", DATA_TYPES[dtype], root.built.output.slice(1))]],
    ),
    metadataProps: [
      { key: METADATA_KEY, value: metadataOf(model) },
      { key: REST_KEY, value: encodeRest(rest) },
    ],
  };
}

function valueInfo(name: string, elemType: number, shape: readonly number[]): ValueInfoProto {
  const dim = [{ dimParam: "N" }, ...shape.map((extent) => ({ dimValue: extent }))];
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}

/** A layer's operators, those of its activation after them. */
function writePart(part: LayerPart, x: string, scope: Scope): string {
  const { layer, path, built, activation, parts } = part, { graph } = scope;
  const factory = layer.config?.factory ?? "";
  const before = graph.path;
  graph.path = path;
  let y: string;
  if (Object.hasOwn(FORMS, factory)) y = FORMS[factory](part, x, scope);
  else if (built.isChain) y = parts.reduce((value, each) => writePart(each, value, scope), x);
  else {
    throw new TypeError(
      `exportNetwork: expected layers that have a form in ONNX, got '${path}', a ${layer.kind}; build it of others in a sequential network`,
    );
  }
  if (activation === "relu") y = graph.node("Relu", [y]);
  graph.path = before;
  return y;
}
