import type { DType, Shape } from "@descent/core";
import type { Layer, LayerFactory } from "@descent/layers";
import { MEAN_TENSOR } from "./_metadata.ts";
import { foundValues } from "./_found_values.ts";
import { matchTensors, type Rename } from "./_match_tensors.ts";
import { storedBytes, storedDescription } from "./_stored_description.ts";
import { wantedTensors } from "./_wanted_tensors.ts";
import type { Layout } from "./layouts.ts";
import type { Model, ModelDetails, TensorValues } from "./model.ts";
import { openSafetensors, type SafetensorsFile } from "./safetensors/open_safetensors.ts";

/**
 * Options of {@linkcode loadNetwork}.
 *
 * @category Saving and loading
 */
export interface LoadNetworkOptions extends ModelDetails {
  /** The network's layer; default the one that the file describes. Needed for files of other programs. */
  readonly layer?: Layer;
  /** Shape of one input, without the batch; default the file's. Needed for files of other programs. */
  readonly inputShape?: Shape;
  /** Floating-point type of the network; default the file's, else `"f32"`. */
  readonly dtype?: DType;
  /**
   * New names of the file's tensors or of whole layers: `{ fc1: "hidden1", "step": null }`, or a function of a tensor's
   * name; `null` leaves one out. Default none.
   */
  readonly rename?: Rename;
  /** The library whose names and order of axes the file has, see {@linkcode LAYOUTS}; default that of this one. */
  readonly layout?: Layout;
  /**
   * Order in which a tensor's axes in the file become its own, by its name in the network: `{ "affine1.weight": [1, 0] }`;
   * goes before the layout's. Default none.
   */
  readonly transpose?: Readonly<Record<string, readonly number[]>>;
  /** Factories of one's own layers, by name, for the file's description; default none. */
  readonly factories?: Readonly<Record<string, LayerFactory>>;
}

/**
 * Loads a network from a safetensors file: one that {@linkcode saveNetwork} wrote, or with its layer one of another
 * program. To run it, give it to {@linkcode predictor}; to train it further, build its layer and {@linkcode restoreNetwork}.
 *
 * @category Saving and loading
 * @param path The file.
 * @param options The layer, names and layout of files of other programs, see {@linkcode LoadNetworkOptions}.
 * @returns The model as plain data.
 * @throws {SyntaxError} When the file is damaged, or its tensors are not those of the network: each that is missing,
 * left over or of another shape is named, with both shapes.
 * @throws {TypeError} When the file has no description and no layer was given.
 * @throws {Error} The error of the file system.
 *
 * @example A matrix as PyTorch stores it
 * ```ts
 * import { affine } from "@descent/layers";
 * import { encodeSafetensors, loadNetwork } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * const fc = { shape: [2, 3], data: new Float32Array([1, 2, 3, 4, 5, 6]) };
 * await Deno.writeFile(path, encodeSafetensors(new Map([["fc.weight", fc]])));
 * const { tensors } = loadNetwork(path, {
 *   layer: affine({ units: 2, bias: false }),
 *   inputShape: [3],
 *   layout: "pytorch",
 *   rename: { fc: "affine1" },
 * });
 * assertEquals([...tensors.get("affine1.weight")!.data], [1, 4, 2, 5, 3, 6]);
 * await Deno.remove(path);
 * ```
 */
export function loadNetwork(path: string, options: LoadNetworkOptions = {}): Model {
  using file = openSafetensors(path);
  const { metadata, tensors } = file.header;
  const stored = options.layer === undefined
    ? storedDescription(metadata, path, options.factories ?? {})
    : undefined;
  const layer = options.layer ?? stored?.layer;
  const inputShape = options.inputShape ?? stored?.inputShape;
  if (layer === undefined || inputShape === undefined) {
    throw new TypeError(
      `loadNetwork: expected a file with a description of its network, or a layer and an inputShape, got ${path} with ${tensors.size} tensors of another program; give both`,
    );
  }
  const dtype = options.dtype ?? stored?.dtype ?? "f32";
  const wanted = wantedTensors(layer, { inputShape, dtype, fileBytes: bytesOf(file), path });
  const found = matchTensors(
    [...tensors.keys()].filter((name) => stored === undefined || name !== MEAN_TENSOR),
    { wanted, path, rename: options.rename, layout: options.layout },
  );
  for (const name of Object.keys(options.transpose ?? {})) {
    if (!wanted.has(name)) {
      throw new TypeError(
        `loadNetwork: expected tensors of the network to transpose, got '${name}'; it has ${
          [...wanted.keys()].join(", ")
        }`,
      );
    }
  }
  const values = new Map<string, TensorValues>();
  for (const [name, { shape }] of wanted) {
    const order = options.transpose?.[name];
    values.set(name, foundValues(file, found.get(name)!, { name, shape, path, dtype, order }));
  }
  const { preprocessing, classNames, notes } = options;
  return {
    layer,
    inputShape,
    dtype,
    tensors: values,
    bytes: options.bytes ?? storedBytes(
      stored,
      tensors.has(MEAN_TENSOR) ? file.read(MEAN_TENSOR) : undefined,
      path,
    ),
    preprocessing: preprocessing ?? stored?.preprocessing ?? null,
    classNames: classNames ?? stored?.classNames ?? null,
    notes: notes ?? stored?.notes ?? {},
  };
}

function bytesOf({ header }: SafetensorsFile): number {
  let bytes = 0;
  for (const { offsets: [begin, end] } of header.tensors.values()) bytes += end - begin;
  return bytes;
}
