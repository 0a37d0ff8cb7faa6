import type { TensorValues } from "../model.ts";
import { headerLength, parseHeader } from "./parse_header.ts";
import { FLOAT_BYTES } from "./_elements.ts";
import { numbersOf } from "./_numbers_of.ts";
import type { SafetensorsHeader } from "./safetensors.ts";

/**
 * An open safetensors file: its header, and its tensors one by one.
 *
 * @category Saving and loading
 */
export interface SafetensorsFile extends Disposable {
  /** The header, checked. */
  readonly header: SafetensorsHeader;
  /**
   * Reads a tensor of floating-point numbers.
   *
   * @param name Its name in the file.
   * @returns Its numbers: `Float64Array` for F64, else `Float32Array`, which holds F16 and BF16 exactly.
   * @throws {SyntaxError} When the file has no such tensor, or one of whole numbers.
   */
  read(name: string): TensorValues;
}

/**
 * Opens a safetensors file and checks its header; nothing larger than the file is allocated for what it claims.
 *
 * @category Saving and loading
 * @param path The file.
 * @returns The open file; release it with `using`.
 * @throws {SyntaxError} When the header does not hold, with what was found and wanted.
 * @throws {Error} The error of the file system.
 *
 * @example
 * ```ts
 * import { encodeSafetensors, openSafetensors } from "@descent/models";
 * import { assertEquals } from "@std/assert";
 *
 * const path = await Deno.makeTempFile();
 * const tensors = new Map([["w", { shape: [2], data: new Float32Array([1, 2]) }]]);
 * await Deno.writeFile(path, encodeSafetensors(tensors, { made: "here" }));
 * {
 *   using file = openSafetensors(path);
 *   assertEquals(file.header.metadata, { made: "here" });
 *   assertEquals(file.read("w"), tensors.get("w"));
 * }
 * await Deno.remove(path);
 * ```
 */
export function openSafetensors(path: string): SafetensorsFile {
  const file = Deno.openSync(path, { read: true });
  try {
    const { size, isFile } = file.statSync();
    if (!isFile) throw new SyntaxError(`${path}: expected a file, got a folder or device`);
    const start = readAt(file, 0, Math.min(8, size));
    const length = headerLength({ start, fileBytes: size, path });
    const header = parseHeader(readAt(file, 8, length), size, path);
    return {
      header,
      read(name) {
        const entry = header.tensors.get(name);
        if (entry === undefined) {
          throw new SyntaxError(`${path}: expected a tensor '${name}', got none of that name`);
        }
        if (!Object.hasOwn(FLOAT_BYTES, entry.dtype)) {
          throw new SyntaxError(
            `${path}: expected tensor '${name}' of F64, F32, F16 or BF16, got ${entry.dtype}; leave it out by renaming it to null`,
          );
        }
        const [begin, end] = entry.offsets;
        return numbersOf(entry, readAt(file, header.dataStart + begin, end - begin));
      },
      [Symbol.dispose]: () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

function readAt(file: Deno.FsFile, position: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  file.seekSync(position, Deno.SeekMode.Start);
  let done = 0;
  while (done < length) {
    const count = file.readSync(bytes.subarray(done));
    if (count === null) {
      throw new SyntaxError(
        `safetensors: expected ${length} bytes at ${position}, got ${done}; the file was cut while it was read`,
      );
    }
    done += count;
  }
  return bytes;
}
