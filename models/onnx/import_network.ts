import type { LayerFactory } from "@descent/layers";
import type { Model } from "../model.ts";
import { decodeOnnx } from "./decode_onnx.ts";

/**
 * Options of {@linkcode importNetwork}.
 *
 * @category ONNX
 */
export interface ImportNetworkOptions {
  /** Factories of one's own layers, by name, for the file's description; default none. */
  readonly factories?: Readonly<Record<string, LayerFactory>>;
}

/**
 * Reads a network from an ONNX file: one that {@linkcode exportNetwork} wrote, which comes back bit for bit, or one
 * of another program, of the operators that layers here have: Gemm, MatMul, Conv, BatchNormalization,
 * LayerNormalization, MaxPool, AveragePool, GlobalAveragePool, Flatten, Reshape, Dropout, Identity, activations, and Add
 * and Concat where branches meet.
 *
 * @category ONNX
 * @param path The file.
 * @param options Factories of one's own layers.
 * @returns The model as plain data, for {@linkcode predictor}.
 * @throws {SyntaxError} When the file is damaged or has an operator that no layer here has, which it names.
 * @throws {Error} The error of the file system.
 *
 * @example
 * ```ts
 * import { affine } from "@descent/layers";
 * import { encodeOnnx, importNetwork } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile({ suffix: ".onnx" });
 * const model = {
 *   layer: affine({ units: 1, bias: false }),
 *   inputShape: [2],
 *   dtype: "f32" as const,
 *   tensors: new Map([["affine1.weight", { shape: [2, 1], data: new Float32Array([3, 4]) }]]),
 *   bytes: null,
 *   preprocessing: null,
 *   classNames: null,
 *   notes: { from: "here" },
 * };
 * await Deno.writeFile(path, await encodeOnnx(model));
 * assertEquals((await importNetwork(path)).notes, { from: "here" });
 * await Deno.remove(path);
 * ```
 */
export async function importNetwork(
  path: string,
  { factories = {} }: ImportNetworkOptions = {},
): Promise<Model> {
  return decodeOnnx(await Deno.readFile(path), { path, factories });
}
