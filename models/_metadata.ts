import { describeLayer } from "@descent/layers";
import type { Model } from "./model.ts";

/** The one text of a file's metadata, in JSON. */
export const METADATA_KEY = "descent";

/** Version of that text. */
export const MODEL_VERSION = 1;

/** The mean that is subtracted from bytes; no layer's tensor can be called so, as theirs have a point. */
export const MEAN_TENSOR = "$mean";

/** That text for a model. */
export function metadataOf(
  { layer, inputShape, dtype, bytes, preprocessing, classNames, notes }: Omit<Model, "tensors">,
): string {
  return JSON.stringify({
    version: MODEL_VERSION,
    layer: describeLayer(layer),
    inputShape,
    dtype,
    byteScale: bytes?.scale ?? null,
    preprocessing,
    classNames,
    notes,
  });
}
