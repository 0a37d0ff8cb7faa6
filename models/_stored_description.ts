import { type DType, formatShape } from "@descent/core";
import type { Preprocessing } from "@descent/data";
import { type Layer, type LayerFactory, layerFromDescription } from "@descent/layers";
import { METADATA_KEY, MODEL_VERSION } from "./_metadata.ts";
import type { ByteScaling, TensorValues } from "./model.ts";

/** The description in a file, checked. */
export interface StoredDescription {
  readonly layer: Layer;
  readonly inputShape: readonly number[];
  readonly dtype: DType;
  readonly byteScale: number | null;
  readonly preprocessing: Preprocessing | null;
  readonly classNames: readonly string[] | null;
  readonly notes: Readonly<Record<string, string>>;
}

const MOST_AXES = 8;

/** Reads the description in a file's metadata; undefined where another program wrote it. */
export function storedDescription(
  metadata: Readonly<Record<string, string>>,
  path: string,
  factories: Readonly<Record<string, LayerFactory>>,
): StoredDescription | undefined {
  if (!Object.hasOwn(metadata, METADATA_KEY)) return undefined;
  const bad = (finding: string) => new SyntaxError(`${path}: ${finding}; the file is damaged`);
  let json;
  try {
    json = JSON.parse(metadata[METADATA_KEY]);
  } catch (error) {
    throw bad(`expected a description in JSON, got ${(error as Error).message}`);
  }
  if (typeof json !== "object" || json === null) throw bad("expected a description of a network");
  const { version, layer, inputShape, dtype, byteScale, preprocessing, classNames, notes } = json;
  if (version !== MODEL_VERSION) {
    throw new SyntaxError(
      `${path}: expected a model of version ${MODEL_VERSION}, got ${
        JSON.stringify(version)
      }; save it again with this version of the library`,
    );
  }
  if (!isShape(inputShape)) throw bad("expected an input shape of whole numbers from 1");
  if (dtype !== "f32" && dtype !== "f64") throw bad("expected the type f32 or f64");
  if (byteScale !== null && !Number.isFinite(byteScale)) {
    throw bad("expected a number as byteScale");
  }
  if (classNames !== null && !isTexts(classNames)) throw bad("expected texts as classNames");
  if (typeof notes !== "object" || notes === null || !isTexts(Object.values(notes))) {
    throw bad("expected texts as notes");
  }
  if (!isPreprocessing(preprocessing)) {
    throw bad("expected a preprocessing of images or of a table");
  }
  try {
    return {
      layer: layerFromDescription(layer, factories),
      inputShape,
      dtype,
      byteScale,
      preprocessing,
      classNames,
      notes,
    };
  } catch (error) {
    throw error instanceof SyntaxError ? new SyntaxError(`${path}: ${error.message}`) : error;
  }
}

/** How bytes become inputs, as a description and the mean beside it say. */
export function storedBytes(
  stored: StoredDescription | undefined,
  mean: TensorValues | undefined,
  path: string,
): ByteScaling | null {
  if (stored === undefined || stored.byteScale === null) return null;
  const { byteScale: scale, inputShape } = stored;
  if (mean === undefined) return { scale, mean: null };
  if (formatShape(mean.shape) !== formatShape(inputShape)) {
    throw new SyntaxError(
      `${path}: expected a mean of the input's shape ${formatShape(inputShape)}, got ${
        formatShape(mean.shape)
      }; the file is damaged`,
    );
  }
  return { scale, mean: new Float64Array(mean.data) };
}

/** Whether a value of a file is a shape of extents from 1. */
export function isShape(value: unknown): value is number[] {
  return Array.isArray(value) && value.length <= MOST_AXES &&
    value.every((extent) => Number.isSafeInteger(extent) && extent >= 1);
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}

// deno-lint-ignore no-explicit-any -- JSON of a file.
function isPreprocessing(value: any): value is Preprocessing | null {
  if (value === null) return true;
  const isNumbers = (...each: unknown[]) => each.every(Number.isFinite);
  if (value?.kind === "images") {
    const { channels, height, width, mean, deviation, resize, transposed } = value;
    const isSize = [channels, height, width].every((extent) =>
      Number.isSafeInteger(extent) && extent >= 1
    );
    return isSize && isNumbers(mean, deviation) && (resize === "area" || resize === "none") &&
      typeof transposed === "boolean";
  }
  if (value?.kind !== "table") return false;
  const { columns, targets } = value;
  return Array.isArray(columns) && Array.isArray(targets) &&
    columns.every((column) =>
      typeof column?.name === "string" &&
      (column.kind === "number"
        ? isNumbers(column.mean, column.deviation)
        : column.kind === "category" && isTexts(column.categories))
    ) &&
    targets.every((target) =>
      typeof target?.name === "string" && isNumbers(target.mean, target.deviation)
    );
}
