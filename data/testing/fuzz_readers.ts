/**
 * Reads damaged files of every format: `deno task fuzz` reads 10,000, the tests some of the same.
 *
 * @module
 */
import { type RandomStream, randomStream } from "@descent/core";
import { openDataset } from "@descent/data";
import { SAMPLE_FILES } from "./sample_files.ts";

/** Options of {@linkcode fuzzReaders}. */
export interface FuzzOptions {
  /** How many damaged files of all formats together. */
  readonly count: number;
  /** The first seed; file i has the damage of seed + i. Default 0. */
  readonly seed?: number;
}

/** The outcome of reading damaged files. */
export interface FuzzOutcome {
  /** How many were read all the same, as data that are sound. */
  readonly read: number;
  /** How many were refused with a sentence. */
  readonly refused: number;
  /** Every other end, with its seed. */
  readonly faults: readonly string[];
}

/**
 * Damages sample files of every format, each by its seed, and reads them.
 *
 * Bytes are flipped, cut off, put in, doubled or set to the largest length. Each file must give sound data, or a
 * sentence.
 *
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
  let read = 0, refused = 0;
  const faults: string[] = [];
  const root = Deno.makeTempDirSync();
  try {
    const samples = [];
    for (const [index, { write }] of SAMPLE_FILES.entries()) {
      Deno.mkdirSync(`${root}/${index}`);
      const path = await write(`${root}/${index}`);
      samples.push({ path, files: filesOf(`${root}/${index}`) });
    }
    for (let n = seed; n < seed + count; n++) {
      const { path, files } = samples[n % samples.length];
      const random = randomStream({ seed: n });
      const file = files[random.integer(files.length)];
      const content = Deno.readFileSync(file);
      Deno.writeFileSync(file, damaged(content, random));
      try {
        const fault = await faultOf(path);
        if (fault === null) read++;
        else faults.push(`seed ${n}, ${file}: ${fault}`);
      } catch (error) {
        if (isSentence(error)) refused++;
        else faults.push(`seed ${n}, ${file}: ${error}`);
      }
      Deno.writeFileSync(file, content);
    }
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
  return { read, refused, faults };
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
      return new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + more)]);
    case 2:
      return new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(Math.max(0, at - more))]);
    case 3:
      return bytes.fill(255, at, at + 4);
    default:
      // Mostly in the header, which has the lengths.
      for (let i = 0; i < more; i++) {
        const reach = random.integer(2) === 0 ? Math.min(64, bytes.length) : bytes.length;
        if (reach > 0) bytes[random.integer(reach)] = random.integer(256);
      }
      return bytes;
  }
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

if (import.meta.main) {
  const { read, refused, faults } = await fuzzReaders({ count: 10_000 });
  const { rss } = Deno.memoryUsage();
  console.log(
    `${read} read, ${refused} refused, ${faults.length} faults; ${Math.round(rss / 2 ** 20)} MB`,
  );
  for (const fault of faults) console.error(fault);
  Deno.exit(faults.length === 0 ? 0 : 1);
}
