import { BadFileError } from "./bad_file_error.ts";
import { gunzipHead, type GunzipOptions, gunzipWhole, isGzip } from "./gunzip.ts";

/** Bytes that formats are recognised by; a CSV header of MNIST's 784 pixels has 7,000. */
const HEAD_BYTES = 512;
const PIECE_BYTES = 2 ** 18;
/** A buffer of JavaScript cannot be much longer. */
const MOST_BYTES = 2 ** 31 - 1;

/**
 * A file or folder that may hold a data set.
 *
 * @category Formats
 */
export interface DataSource {
  /** Its path. */
  readonly path: string;
  /** Its name, the last part of the path. */
  readonly name: string;
  /** The first bytes of a file, unpacked where they are gzip; empty for a folder. */
  readonly head: Uint8Array;
  /** The files of a folder by name, in order; of a file none. */
  readonly files: readonly string[];
  /** The folders of a folder by name, in order. */
  readonly folders: readonly string[];
  /**
   * The whole of a file, unpacked where it is gzip.
   *
   * @param lengthOf The length of its content by its first bytes, where they tell it: gzip data of another are refused
   * before they are unpacked.
   * @returns Its bytes.
   * @throws {BadFileError} When it is too long, or its gzip data are damaged.
   */
  bytes(lengthOf?: GunzipOptions["lengthOf"]): Uint8Array;
  /**
   * The content of a file a piece at a time; of gzip data all at once.
   *
   * @returns Its pieces.
   * @throws {BadFileError} As `bytes` does, where it is gzip data.
   */
  pieces(): Iterable<Uint8Array>;
  /**
   * A file or folder of a folder.
   *
   * @param name Its name.
   * @returns It.
   */
  open(name: string): DataSource;
}

/**
 * Opens a file or folder to see what it holds; reads no more than its beginning.
 *
 * @category Formats
 * @param path The path.
 * @returns The source.
 * @throws {Deno.errors.NotFound} When nothing is there.
 *
 * @example
 * ```ts
 * import { dataSource } from "@descent/data";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => dataSource("no/such/file.csv"), Deno.errors.NotFound);
 * ```
 */
export function dataSource(path: string): DataSource {
  const { isDirectory, size } = Deno.statSync(path);
  const names = (isDirectory ? [...Deno.readDirSync(path)] : [])
    .filter(({ name }) => !name.startsWith("."))
    .map(({ name }) => ({ name, isFolder: Deno.statSync(`${path}/${name}`).isDirectory }))
    .sort((a, b) => a.name < b.name ? -1 : 1);
  const trimmed = path.replace(/[/\\]+$/, "");
  const first = isDirectory ? new Uint8Array() : firstBytes(path);
  const bytes: DataSource["bytes"] = (lengthOf) => {
    if (size > MOST_BYTES) {
      throw new BadFileError(
        path,
        `expected at most ${MOST_BYTES} bytes, got ${size}`,
        "split it",
      );
    }
    return gunzipWhole(path, Deno.readFileSync(path), lengthOf && { lengthOf });
  };
  return {
    path,
    name: trimmed.split(/[/\\]/).at(-1)!,
    head: gunzipHead(first),
    files: names.filter(({ isFolder }) => !isFolder).map(({ name }) => name),
    folders: names.filter(({ isFolder }) => isFolder).map(({ name }) => name),
    bytes,
    *pieces() {
      if (isGzip(first)) return yield bytes();
      // Opened for each piece, so that a reader who stops leaves no file open.
      for (let at = 0; at < size; at += PIECE_BYTES) {
        using file = Deno.openSync(path);
        file.seekSync(at, Deno.SeekMode.Start);
        yield filled(file, new Uint8Array(Math.min(PIECE_BYTES, size - at)));
      }
    },
    open: (name) => dataSource(`${trimmed}/${name}`),
  };
}

function firstBytes(path: string): Uint8Array {
  using file = Deno.openSync(path);
  return filled(file, new Uint8Array(HEAD_BYTES));
}

/** The buffer with what the file has from its place on, as far as it goes. */
function filled(file: Deno.FsFile, buffer: Uint8Array): Uint8Array {
  let used = 0;
  while (used < buffer.length) {
    const read = file.readSync(buffer.subarray(used));
    if (read === null) break;
    used += read;
  }
  return buffer.subarray(0, used);
}
