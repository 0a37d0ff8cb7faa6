import { formatShape } from "@descent/core";
import type { LayerFactory } from "@descent/layers";
import { MEAN_TENSOR } from "../_metadata.ts";
import { storedBytes, type StoredDescription, storedDescription } from "../_stored_description.ts";
import { wantedTensors } from "../_wanted_tensors.ts";
import type { Model, TensorValues } from "../model.ts";
import { modelOfGraph } from "./_model_of_graph.ts";
import type { ModelProto, TensorProto } from "./_messages.ts";
import { readModel } from "./_read_message.ts";
import { decodeRest, REST_KEY } from "./_rest.ts";
import { tensorValues } from "./_tensor_values.ts";

/**
 * Options of {@linkcode decodeOnnx}.
 *
 * @category ONNX
 */
export interface DecodeOnnxOptions {
  /** Name of the file in messages; default `ONNX file`. */
  readonly path?: string;
  /** Factories of one's own layers, by name, for the file's description; default none. */
  readonly factories?: Readonly<Record<string, LayerFactory>>;
}

/**
 * The model in the bytes of an ONNX file, as {@linkcode importNetwork} reads it.
 *
 * @category ONNX
 * @param bytes The bytes.
 * @param options The file's name for messages, and factories of one's own layers.
 * @returns The model as plain data.
 * @throws {SyntaxError} When the file is damaged or has an operator that no layer here has, which it names.
 *
 * @example
 * ```ts
 * import { decodeOnnx } from "@descent/models";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => decodeOnnx(Uint8Array.of(1, 2, 3)), SyntaxError, "no ONNX file");
 * ```
 */
export async function decodeOnnx(
  bytes: Uint8Array,
  { path = "ONNX file", factories = {} }: DecodeOnnxOptions = {},
): Promise<Model> {
  const message = await readModel(bytes, path);
  const metadata = Object.fromEntries(
    (message.metadataProps ?? []).map(({ key = "", value = "" }) => [key, value]),
  );
  const stored = storedDescription(metadata, path, factories);
  if (stored === undefined) return modelOfGraph(message, { path, fileBytes: bytes.length });
  return storedModel(message, stored, metadata[REST_KEY] ?? "{}", path, bytes.length);
}

/** The network that the file describes, with the tensors that its operators read, and those that none does. */
function storedModel(
  { graph }: ModelProto,
  stored: StoredDescription,
  restText: string,
  path: string,
  fileBytes: number,
): Model {
  const { layer, inputShape, dtype, preprocessing, classNames, notes } = stored;
  const rest = decodeRest(restText, path);
  const initializers = new Map<string, TensorProto>(
    (graph?.initializer ?? []).map((each) => [each.name ?? "", each]),
  );
  const tensors = new Map<string, TensorValues>();
  for (const [name, { shape }] of wantedTensors(layer, { inputShape, dtype, fileBytes, path })) {
    const initializer = initializers.get(name);
    const values = initializer === undefined ? rest.get(name) : tensorValues(initializer, path);
    if (values === undefined || formatShape(values.shape) !== formatShape(shape)) {
      throw new SyntaxError(
        `${path}: expected tensor '${name}' of the shape ${formatShape(shape)}, got ${
          values === undefined ? "none" : formatShape(values.shape)
        }; the file is damaged`,
      );
    }
    tensors.set(name, values);
  }
  return {
    layer,
    inputShape,
    dtype,
    tensors,
    bytes: storedBytes(stored, rest.get(MEAN_TENSOR), path),
    preprocessing,
    classNames,
    notes,
  };
}
