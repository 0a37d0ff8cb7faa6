import type { Checkpoint } from "../training/checkpoint.ts";
import { decodeCheckpoint } from "./decode_checkpoint.ts";
import { encodeCheckpoint } from "./encode_checkpoint.ts";

/**
 * The checkpoints of one training in a folder: the last one, and the one before it.
 *
 * @category Stores and checkpoints
 */
export interface CheckpointFiles {
  /**
   * Writes a checkpoint so that its name only ever holds the whole of it, whenever the program is stopped, and removes
   * those before the one before.
   *
   * @param checkpoint The checkpoint.
   * @throws {Error} The error of the file system; the former ones are as they were.
   */
  save(checkpoint: Checkpoint): void;
  /**
   * Writes a checkpoint that is encoded already, in the same way.
   *
   * @param step Steps done.
   * @param bytes The file's bytes.
   * @throws {Error} The error of the file system.
   */
  write(step: number, bytes: Uint8Array): void;
  /**
   * Reads the last checkpoint that holds.
   *
   * @returns It, or `undefined` where there is none, and for each that does not hold a sentence that says why.
   * @throws {Error} The error of the file system.
   */
  read(): { readonly checkpoint: Checkpoint | undefined; readonly refused: readonly string[] };
}

const NAME = /^step-(\d+)\.safetensors$/;
const TEMPORARY = /^step-\d+\.safetensors\.tmp$/;
/** The last, and the one before. */
const KEPT = 2;

/**
 * The checkpoints of a training as safetensors files `step-<n>.safetensors` of a folder.
 *
 * @category Stores and checkpoints
 * @param folder The folder, which is made when the first is saved; nobody else writes to it.
 * @param training The training that they belong to: any text that no other one has.
 * @returns The files.
 *
 * @example A training that goes on where it was killed
 * ```ts
 * import { checkpointFiles, train, type TrainOptions } from "@descent/lab";
 *
 * function trainAgain(options: TrainOptions) {
 *   const files = checkpointFiles("checkpoints", "digits, seed 1");
 *   const { checkpoint, refused } = files.read();
 *   for (const reason of refused) console.warn(reason);
 *   return train({ ...options, from: checkpoint, onCheckpoint: files.save });
 * }
 * ```
 */
export function checkpointFiles(folder: string, training: string): CheckpointFiles {
  const pathOf = (name: string) => `${folder}/${name}`;
  const files: CheckpointFiles = {
    save: (checkpoint) =>
      files.write(checkpoint.progress.step, encodeCheckpoint(checkpoint, training)),
    write(step, bytes) {
      const path = pathOf(`step-${step}.safetensors`), temporary = `${path}.tmp`;
      Deno.mkdirSync(folder, { recursive: true });
      try {
        writeSynced(temporary, bytes);
        Deno.renameSync(temporary, path);
      } catch (error) {
        removeIfThere(temporary);
        throw error;
      }
      syncFolder(folder);
      const names = namesIn(folder);
      // What a killed run left, a later step of another attempt included, is not to outlive this one.
      const older = stepsOf(names).filter((other) => other <= step).slice(KEPT);
      const newer = stepsOf(names).filter((other) => other > step);
      for (const other of [...older, ...newer]) removeIfThere(pathOf(`step-${other}.safetensors`));
      for (const name of names.filter((name) => TEMPORARY.test(name))) removeIfThere(pathOf(name));
    },
    read() {
      const refused: string[] = [];
      for (const step of stepsOf(namesIn(folder))) {
        const path = pathOf(`step-${step}.safetensors`);
        try {
          const checkpoint = decodeCheckpoint(Deno.readFileSync(path), { path, training });
          return { checkpoint, refused };
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
          refused.push(error.message);
        }
      }
      return { checkpoint: undefined, refused };
    },
  };
  return files;
}

/** The steps of the checkpoints among names, the last first. */
function stepsOf(names: readonly string[]): number[] {
  return names.flatMap((name) => name.match(NAME)?.[1] ?? []).map(Number).sort((a, b) => b - a);
}

function namesIn(folder: string): string[] {
  try {
    return [...Deno.readDirSync(folder)].map(({ name }) => name);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}

function writeSynced(path: string, bytes: Uint8Array): void {
  using file = Deno.openSync(path, { write: true, create: true, truncate: true });
  for (let written = 0; written < bytes.length;) {
    written += file.writeSync(bytes.subarray(written));
  }
  file.syncSync();
}

/** Where the platform can: Windows opens no folder as a file. */
function syncFolder(path: string): void {
  try {
    using folder = Deno.openSync(path);
    folder.syncSync();
  } catch {
    // The file is there, and without it only a power failure can take its name back.
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
