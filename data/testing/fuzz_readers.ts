import { type RandomStream, randomStream } from "@descent/core";
import { isGzip, openDataset } from "@descent/data";
import { gunzipSync, gzipSync } from "node:zlib";
import { mostMemory, peakMemory } from "./_peak_memory.ts";
import { SAMPLE_FILES } from "./sample_files.ts";

/** Files between two looks at the memory, of which each took no more than what it rose by. */
const BATCH = 20;

/**
 * Options of {@linkcode fuzzReaders}.
 *
 * @category Testing
 */
export interface FuzzOptions {
  /** How many damaged files of all formats together. */
  readonly count: number;
  /** The first seed; file i has the damage of seed + i. Default 0. */
  readonly seed?: number;
}

/**
 * The outcome of reading damaged files.
 *
 * @category Testing
 */
export interface FuzzOutcome {
  /** How many were read all the same, as data that are sound. */
  readonly read: number;
  /** How many were refused with a sentence. */
  readonly refused: number;
  /** Every other end, with its seed: another error, unsound data, or memory of more than four times the file and 50 MB. */
  readonly faults: readonly string[];
  /** The most bytes that resident memory rose by while some files were read; `null` where that cannot be measured. */
  readonly peak: number | null;
}

/**
 * Damages sample files of every format, each by its seed, and reads them.
 *
 * Bytes are flipped, cut off, put in, doubled or set to the largest length. Each file must give sound data, or a
 * sentence, and take no more memory than four times its bytes and 50 MB.
 *
 * @category Testing
 * @param options How many, and the seed.
 * @returns How they ended.
 *
 * @example
 * ```ts ignore
 * import { fuzzReaders } from "@descent/data/testing";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals((await fuzzReaders({ count: 100 })).faults, []);
 * ```
 */
export async function fuzzReaders({ count, seed = 0 }: FuzzOptions): Promise<FuzzOutcome> {
  let read = 0, refused = 0, peak = 0, least = Infinity;
  const memory = peakMemory();
  const faults: string[] = [];
  const root = Deno.makeTempDirSync();
  try {
    const samples = [];
    for (const [index, { write }] of SAMPLE_FILES.entries()) {
      Deno.mkdirSync(`${root}/${index}`);
      const path = await write(`${root}/${index}`);
      const files = filesOf(`${root}/${index}`).map((file) => ({
        file,
        content: Deno.readFileSync(file),
      }));
      samples.push({ path, files });
      // What readers load the first time is no file's memory.
      await openDataset(path);
    }
    memory?.reset();
    for (let n = seed; n < seed + count; n++) {
      const { path, files } = samples[n % samples.length];
      const random = randomStream({ seed: n });
      const { file, content } = files[random.integer(files.length)];
      // What checksums of gzip would hide is damaged below them too.
      const bytes = isGzip(content) && random.integer(2) === 0
        ? new Uint8Array(gzipSync(damaged(new Uint8Array(gunzipSync(content)), random)))
        : damaged(content, random);
      Deno.writeFileSync(file, bytes);
      try {
        const fault = await faultOf(path);
        if (fault === null) read++;
        else faults.push(`seed ${n}, ${file}: ${fault}`);
      } catch (error) {
        if (isSentence(error)) refused++;
        else faults.push(`seed ${n}, ${file}: ${error}`);
      }
      least = Math.min(least, bytes.length);
      if ((n - seed) % BATCH === BATCH - 1 || n === seed + count - 1) {
        const rise = memory?.rise() ?? 0;
        peak = Math.max(peak, rise);
        if (rise > mostMemory(least)) {
          faults.push(`up to seed ${n}: took ${rise} bytes of memory for one of ${BATCH} files`);
        }
        memory?.reset();
        least = Infinity;
      }
      Deno.writeFileSync(file, content);
    }
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
  return { read, refused, faults, peak: memory === null ? null : peak };
}

function filesOf(folder: string): string[] {
  return [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1).flatMap((entry) =>
    entry.isDirectory ? filesOf(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`]
  );
}

function damaged(content: Uint8Array, random: RandomStream): Uint8Array {
  const bytes = content.slice();
  const at = random.integer(Math.max(1, bytes.length)), more = 1 + random.integer(16);
  switch (random.integer(6)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return joined(bytes.subarray(0, at), bytes.subarray(at + more));
    case 2:
      return joined(bytes.subarray(0, at), bytes.subarray(Math.max(0, at - more)));
    case 3:
      return bytes.fill(255, at, at + 4);
    default:
      // Mostly where the lengths are: in the header, and at the end, where archives have their directory.
      for (let i = 0; i < more && bytes.length > 0; i++) {
        const within = Math.min(64, bytes.length), place = random.integer(4);
        const index = place === 0
          ? random.integer(within)
          : place === 1
          ? bytes.length - 1 - random.integer(within)
          : random.integer(bytes.length);
        bytes[index] = random.integer(256);
      }
      return bytes;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length);
  bytes.set(first);
  bytes.set(second, first.length);
  return bytes;
}

/** The fault of the data that were read; `null` where there is none. */
async function faultOf(path: string): Promise<string | null> {
  const { train, validation, test, inputShape, classNames } = await openDataset(path);
  const size = inputShape.reduce((product, extent) => product * extent, 1);
  for (const { inputs, targets, count } of [train, validation, test]) {
    if (count < 1 || inputs.length !== count * size || targets.length !== count) {
      return `expected ${count} examples, got ${inputs.length} numbers and ${targets.length} targets`;
    }
    const isClass = (target: number) =>
      Number.isInteger(target) && target >= 0 && target < classNames!.length;
    if (classNames !== null && !targets.every(isClass)) return "got a target that is no class";
    const wrong = inputs.find((value: number) => !Number.isFinite(value));
    if (wrong !== undefined) return `got the input ${wrong}`;
  }
  return null;
}

/** Whether an error is one that a task prints as a sentence, made by a reader. */
function isSentence(error: unknown): boolean {
  return (error instanceof SyntaxError || error instanceof RangeError) &&
    /^(File|Data set|Dataset) '.+': .*expected .*/s.test(error.message) &&
    !error.message.includes("\n    at ");
}
