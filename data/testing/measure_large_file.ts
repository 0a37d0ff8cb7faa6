import { openDataset } from "@descent/data";
import { idxBytes } from "./idx_bytes.ts";
import { mostMemory, peakMemory } from "./_peak_memory.ts";
import { npy } from "./sample_files.ts";

/** Bytes of each file. */
const SIZE = 100e6;
const SIDE = 28, PIXELS = SIDE * SIDE;

/** Sound files of about {@linkcode SIZE} bytes: what they hold, and how one is written at a path without an ending. */
const LARGE_FILES: Readonly<Record<string, (path: string) => string>> = {
  "a table of numbers (CSV)": (path) =>
    writeLines(
      `${path}.csv`,
      "a,b,c,d,e,class",
      (n) =>
        [3, 5, 7, 11, 13].map((step) => `${((n * step) % 9973 / 9973).toFixed(4)},`).join("") +
        n % 3,
    ),
  "a table of categories (CSV)": (path) =>
    writeLines(
      `${path}.csv`,
      "colour,size,class",
      (n) => `${["red", "green", "blue"][n % 3]},${n % 7 / 4},${["low", "high"][n % 2]}`,
    ),
  "a table of pixels (CSV)": (path) => {
    const names = Array.from({ length: PIXELS }, (_, i) => `pixel${i}`);
    const pixels = Array.from({ length: PIXELS }, (_, i) => i % 5 === 0 ? i % 256 : 0).join();
    return writeLines(`${path}.csv`, `label,${names.join()}`, (n) => `${n % 10},${pixels}`);
  },
  "IDX of 32-bit floats": (path) => {
    const N = Math.floor(SIZE / PIXELS / 4);
    Deno.mkdirSync(path);
    Deno.writeFileSync(`${path}/images`, idxBytes([N, SIDE, SIDE], values(N)));
    Deno.writeFileSync(`${path}/labels`, idxBytes([N], labels(N)));
    return path;
  },
  "32-bit floats of NumPy (.npy)": (path) => {
    const N = Math.floor(SIZE / PIXELS / 4);
    Deno.mkdirSync(path);
    const bytes = new Uint8Array(values(N).buffer);
    // The header alone: its maker spreads the content over arguments.
    Deno.writeFileSync(`${path}/x.npy`, npy("<f4", [N, SIDE, SIDE], new Uint8Array()));
    Deno.writeFileSync(`${path}/x.npy`, bytes, { append: true });
    Deno.writeFileSync(`${path}/y.npy`, npy("|u1", [N], new Uint8Array()));
    Deno.writeFileSync(`${path}/y.npy`, labels(N), { append: true });
    return path;
  },
};

function writeLines(path: string, header: string, line: (n: number) => string): string {
  let lines = `${header}\n`;
  for (let n = 0, written = 0; written < SIZE; n++) {
    lines += `${line(n)}\n`;
    if (lines.length < 2 ** 20) continue;
    Deno.writeTextFileSync(path, lines, { append: true });
    written += lines.length;
    lines = "";
  }
  return path;
}

function values(count: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: count * PIXELS }, (_, i) => i % 255 / 255);
}

function labels(count: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: count }, (_, n) => n % 10);
}

/**
 * The memory that reading a file took.
 *
 * @category Testing
 */
export interface LargeRead {
  /** Which one, of {@linkcode LARGE_KINDS}. */
  readonly kind: string;
  /** Bytes of the file, or of all of the folder. */
  readonly size: number;
  /** Bytes by which resident memory rose. */
  readonly rise: number;
  /** Bytes by which it may rise. */
  readonly most: number;
}

/**
 * Names of the kinds of large files.
 *
 * @category Testing
 */
export const LARGE_KINDS: readonly string[] = Object.keys(LARGE_FILES);

/**
 * Writes a sound file of about 100 MB and reads it. In a process that has read none before: memory that a former one left
 * would be used again, and not be counted.
 *
 * @category Testing
 * @param kind Which one, of {@linkcode LARGE_KINDS}.
 * @returns The memory that it took; `null` where that cannot be measured, as Linux alone keeps it and Deno shows it to
 * `--allow-all` alone.
 *
 * @example
 * ```ts ignore
 * import { LARGE_KINDS, measureLargeFile } from "@descent/data/testing";
 *
 * console.log(await measureLargeFile(LARGE_KINDS[0]));
 * ```
 */
export async function measureLargeFile(kind: string): Promise<LargeRead | null> {
  const memory = peakMemory();
  if (memory === null) return null;
  const folder = Deno.makeTempDirSync();
  try {
    const path = LARGE_FILES[kind](`${folder}/large`);
    memory.reset();
    await openDataset(path);
    const size = sizeOf(path);
    return { kind, size, rise: memory.rise(), most: mostMemory(size) };
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function sizeOf(path: string): number {
  const { isDirectory, size } = Deno.statSync(path);
  return isDirectory
    ? [...Deno.readDirSync(path)].reduce((sum, { name }) => sum + sizeOf(`${path}/${name}`), 0)
    : size;
}
