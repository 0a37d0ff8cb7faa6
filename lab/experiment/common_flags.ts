import {
  choiceFlag,
  type FlagTable,
  integerFlag,
  numberFlag,
  repeatedFlag,
  switchFlag,
  textFlag,
} from "@descent/cli";

const MOST_THREADS = 256;

/**
 * The most trials that run side by side.
 *
 * @category Flags
 */
export const MOST_JOBS = 256;

/**
 * The values of the flags that every experiment takes.
 *
 * @category Flags
 */
export interface CommonValues {
  /** The folder of the data sets; `undefined` where it was not given. */
  readonly dataDir: string | undefined;
  /** Modules of optimizers. */
  readonly plugin: readonly string[];
  /** Whether plugins may import packages and addresses of the web. */
  readonly allowPluginImports: boolean;
  /** Seconds of a trial of third-party code; `undefined` where it was not given. */
  readonly trialTimeout: number | undefined;
  /** The first seed. */
  readonly seed: number;
  /** Number of trials that run side by side; `undefined` where it was not given. */
  readonly jobs: number | undefined;
  /** Number of threads of each trial. */
  readonly threads: number;
  /** Backend of matrix products. */
  readonly native: "auto" | "none" | "openblas" | "onednn";
  /** Whether products round each multiplication and each addition. */
  readonly strictFma: boolean;
  /** How convolutions are summed. */
  readonly convolution: "auto" | "direct";
  /** Path of the native library; `undefined` where it was not given. */
  readonly nativeLibrary: string | undefined;
  /** Learning-rate schedule of all trials; `undefined` where it was not given. */
  readonly schedule: string | undefined;
  /** Folder of the report. */
  readonly out: string;
  /** Folder of the trials. */
  readonly runs: string;
  /** Seconds between checkpoints of a trial. */
  readonly checkpointEvery: number;
  /** Part of the run, such as `1/4`; `undefined` where it was not given. */
  readonly shard: string | undefined;
  /** How the CSV files beside the report are written. */
  readonly csv: "rfc4180" | "excel";
  /** Whether the run is to be short. */
  readonly quick: boolean;
  /** Whether a trial that fails ends the run. */
  readonly failFast: boolean;
  /** Whether to serve a page that shows the trials as they run. */
  readonly live: boolean;
  /** The name that others reach that page by; `undefined` for this machine alone. */
  readonly host: string | undefined;
  /** The port of that page; `undefined` for a free one. */
  readonly port: number | undefined;
  /** Whether to profile the training steps. */
  readonly profile: boolean;
  /** Whether to save the network of each optimizer's best trial. */
  readonly saveBest: boolean;
}

/**
 * The flags that every experiment takes: its workers, their engine, and its folders.
 *
 * @category Flags
 * @param name The experiment's name.
 * @returns The table.
 *
 * @example
 * ```ts
 * import { commonFlags } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(commonFlags("compare").out.default, "reports/out/compare");
 * ```
 */
export function commonFlags(name: string): FlagTable<CommonValues> {
  return {
    dataDir: textFlag({
      doc: "Folder of the data sets.",
      default: undefined,
      shownDefault: "$DESCENT_DATA, else ./datasets",
      placeholder: "<folder>",
    }),
    plugin: repeatedFlag({
      doc:
        "A module that default-exports an optimizer. It is code that runs: in a process of its own, which may read " +
        "its own files and this library, and neither writes, nor uses the network, nor starts programs.",
      placeholder: "<path>",
    }),
    allowPluginImports: switchFlag({
      doc:
        "Let plugins and problems import packages and addresses of the web, which are downloaded.",
    }),
    trialTimeout: numberFlag({
      doc: "Seconds after which a trial of a plugin or of a problem from a file is ended.",
      default: undefined,
      shownDefault: "25 times what its first steps foretell, at least 120",
      minimum: 0.1,
      maximum: 1e6,
    }),
    seed: integerFlag({
      doc: "The first seed of initial weights and minibatches.",
      default: 0,
      minimum: 0,
      maximum: 2 ** 32,
    }),
    jobs: integerFlag({
      doc: "Number of trials that run side by side.",
      default: undefined,
      shownDefault: `the machine's cores, ${navigator.hardwareConcurrency}, divided by --threads`,
      minimum: 1,
      maximum: MOST_JOBS,
    }),
    threads: integerFlag({
      doc: "Number of threads of each trial; the results are the same.",
      default: 1,
      minimum: 1,
      maximum: MOST_THREADS,
    }),
    native: choiceFlag({
      doc:
        "Native library that computes matrix products and convolutions: none, the same bits on all machines that fuse " +
        "multiply-add, and on all that do not (see --strict-fma); onednn, which has both, or openblas, which has " +
        "products; or auto, the first of the two that is found and allowed.",
      default: "none",
      words: ["auto", "none", "onednn", "openblas"],
      // Those of --matmul, as this flag was called.
      synonyms: { wasm: "none", blas: "openblas" },
    }),
    strictFma: switchFlag({
      doc:
        "Round each multiplication and each addition: slower, and the same bits on every machine.",
    }),
    convolution: choiceFlag({
      doc:
        "Sums of convolutions, OpenBLAS's aside: auto, by Winograd's F(4x4, 3x3) for 3x3 filters where that is " +
        "faster, off by about 1e-6 of the largest value; or direct, always plain.",
      default: "auto",
      words: ["auto", "direct"],
    }),
    nativeLibrary: textFlag({
      doc: "The native library for --native onednn, openblas and auto.",
      default: undefined,
      shownDefault: "the system's",
      placeholder: "<path>",
    }),
    schedule: textFlag({
      doc:
        "Learning-rate schedule, such as constant, cosine or warmup(200),cosine, or a module; see below.",
      default: undefined,
      shownDefault: "what suits the problem",
      placeholder: "<schedule or path>",
    }),
    out: textFlag({
      doc: "Folder of the report.",
      default: `reports/out/${name}`,
      placeholder: "<folder>",
    }),
    runs: textFlag({
      doc: "Folder of the trials; one that is there already is not run again.",
      default: "runs",
      placeholder: "<folder>",
    }),
    checkpointEvery: numberFlag({
      doc:
        "Seconds between checkpoints of each trial that runs; where the run is ended, even by a power failure, the same " +
        "command goes on from the last, to the same bits. 0 makes one after every step.",
      default: 60,
      minimum: 0,
      maximum: 1e9,
    }),
    shard: textFlag({
      doc:
        "Run only a part of the trials, such as 1/4, without a report, so that several machines can share a run; " +
        "deno task report joins the parts.",
      default: undefined,
      placeholder: "<part/parts>",
    }),
    csv: choiceFlag({
      doc:
        "How the CSV files beside the report are written: as programs read them (RFC 4180), or as a spreadsheet of this " +
        "language opens them, with its decimal separator.",
      default: "rfc4180",
      words: ["rfc4180", "excel"],
    }),
    quick: switchFlag({ doc: "A short run that shows how it works." }),
    failFast: switchFlag({ doc: "End the run at the first trial that fails, with exit code 1." }),
    live: switchFlag({
      doc:
        "Serve a page that shows the trials as they run, and stops them; its address is printed.",
    }),
    host: textFlag({
      doc:
        "With --live: the name or address that others reach this machine by, or 0.0.0.0 for any. The page needs a token " +
        "then, which is printed with its address and goes over the network unencrypted.",
      default: undefined,
      shownDefault: "the page is for this machine alone",
      placeholder: "<name>",
    }),
    port: integerFlag({
      doc: "With --live: the port of the page.",
      default: undefined,
      shownDefault: "a free one",
      minimum: 1,
      maximum: 65_535,
    }),
    profile: switchFlag({
      doc: "Also profile the training steps; written to profile/ beside the report.",
    }),
    saveBest: switchFlag({
      doc:
        "Also save the network of each optimizer's best trial, as a safetensors file beside the report.",
    }),
  };
}
