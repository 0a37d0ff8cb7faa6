import { decodeSafetensors } from "@descent/models/safetensors";
import type { Checkpoint } from "../training/checkpoint.ts";
import { readNumber } from "./_json_numbers.ts";
import { isSealed } from "./_seal.ts";
import { CHECKPOINT_VERSION } from "./encode_checkpoint.ts";

/**
 * Options of {@linkcode decodeCheckpoint}.
 *
 * @category Stores and checkpoints
 */
export interface DecodeCheckpointOptions {
  /** The file's name in messages. */
  readonly path: string;
  /** The training that the checkpoint must belong to. */
  readonly training: string;
}

/**
 * Reads a checkpoint that {@linkcode encodeCheckpoint} made.
 *
 * @category Stores and checkpoints
 * @param bytes The file's bytes.
 * @param options Its name, and the training that is to go on, see {@linkcode DecodeCheckpointOptions}.
 * @returns The checkpoint.
 * @throws {SyntaxError} When a single byte is not as it was written, or it belongs to another training.
 */
export function decodeCheckpoint(
  bytes: Uint8Array,
  { path, training }: DecodeCheckpointOptions,
): Checkpoint {
  if (!isSealed(bytes)) {
    throw new SyntaxError(
      `Checkpoint ${path}: its checksum does not hold: it was cut or changed after it was written`,
    );
  }
  const { tensors, metadata } = decodeSafetensors(bytes, `Checkpoint ${path}`);
  const { version, training: own, numbers, progress } = metadata;
  if (version !== String(CHECKPOINT_VERSION)) {
    throw new SyntaxError(
      `Checkpoint ${path}: expected version ${CHECKPOINT_VERSION}, got ${version}; start again`,
    );
  }
  if (own !== training) {
    throw new SyntaxError(`Checkpoint ${path}: expected one of ${training}, got one of ${own}`);
  }
  return {
    tensors,
    numbers: JSON.parse(numbers, readNumber),
    progress: JSON.parse(progress, readNumber),
  };
}
