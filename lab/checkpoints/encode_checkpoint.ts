import { encodeSafetensors } from "@descent/models/safetensors";
import type { Checkpoint } from "../training/checkpoint.ts";
import { writeNumber } from "./_json_numbers.ts";
import { NO_DIGEST, seal } from "./_seal.ts";

/**
 * The form of a checkpoint's file.
 *
 * @category Stores and checkpoints
 */
export const CHECKPOINT_VERSION = 1;

/**
 * A checkpoint as a safetensors file: its tensors, and as metadata the SHA-256 of the whole file, the training that it
 * belongs to, and the rest as JSON.
 *
 * @category Stores and checkpoints
 * @param checkpoint The checkpoint.
 * @param training The training that it belongs to: any text that no other one has.
 * @returns The file's bytes.
 *
 * @example
 * ```ts
 * import { type Checkpoint, decodeCheckpoint, encodeCheckpoint } from "@descent/lab";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const checkpoint: Checkpoint = {
 *   tensors: new Map([["parameter/w", { shape: [1], data: new Float32Array([2]) }]]),
 *   numbers: { "state/rate": Infinity },
 *   progress: {
 *     step: 1, plannedSteps: 2, learningRate: 0.1, seconds: 1, gradientEvaluations: 1, examples: 8,
 *     lossScale: 1e4, lossSum: 8, lossCount: 8, rows: [], bestRow: null,
 *   },
 * };
 * const bytes = encodeCheckpoint(checkpoint, "mine");
 * assertEquals(decodeCheckpoint(bytes, { path: "a file", training: "mine" }), checkpoint);
 * bytes[bytes.length - 1] ^= 1;
 * assertThrows(() => decodeCheckpoint(bytes, { path: "a file", training: "mine" }), SyntaxError, "its checksum");
 * ```
 */
export function encodeCheckpoint(
  { tensors, numbers, progress }: Checkpoint,
  training: string,
): Uint8Array<ArrayBuffer> {
  const bytes = encodeSafetensors(tensors, {
    // First, where it is looked for.
    sha256: NO_DIGEST,
    version: String(CHECKPOINT_VERSION),
    training,
    numbers: JSON.stringify(numbers, writeNumber),
    progress: JSON.stringify(progress, writeNumber),
  });
  seal(bytes);
  return bytes;
}
