/** `deno task reproduce`: runs the trials of records again and says whether they come to the same bits. */
import {
  type CompletedTask,
  integerFlag,
  print,
  repeatedFlag,
  runTask,
  switchFlag,
  TaskError,
  textFlag,
} from "@descent/cli";
import { reproduceRecord, type Reproduction } from "../reproduction/reproduce_record.ts";

const task = {
  name: "reproduce",
  doc:
    "Runs the trials of records again and says whether they come to the same bits, or where they part.",
  operands: ["record"],
  flags: {
    record: repeatedFlag({
      doc:
        "A record, runs/…/record.json; its metrics.csv lies beside it. The name of the flag may be left out.",
      placeholder: "<file>",
    }),
    dataDir: textFlag({
      doc: "Folder of the data sets.",
      default: undefined,
      shownDefault: "$DESCENT_DATA, else ./datasets",
      placeholder: "<folder>",
    }),
    threads: integerFlag({
      doc: "Number of threads; the results are the same.",
      default: 1,
      minimum: 1,
      maximum: 256,
    }),
    nativeLibrary: textFlag({
      doc: "The native library, for records that were made with one.",
      default: undefined,
      shownDefault: "the system's OpenBLAS or Accelerate",
      placeholder: "<path>",
    }),
    allowPluginImports: switchFlag({
      doc: "Let plugins and problems import packages and addresses of the web.",
    }),
  },
};

/**
 * The task: its flags and what it is for.
 *
 * @category Tasks
 */
export const reproduceTask: CompletedTask = task;

/**
 * Runs `deno task reproduce`.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with: 1 where a trial parts from its record.
 */
export function runReproduce(args: readonly string[]): Promise<number> {
  return runTask(() => task, args, async (values, conclude) => {
    const { record: paths, dataDir: dataDirectory, threads, nativeLibrary } = values;
    if (paths.length === 0) {
      throw new TaskError(
        "reproduce: expected the path of a record.json, got none; give one or more",
      );
    }
    let parted = 0;
    const records: Record<string, unknown>[] = [];
    conclude({ records });
    for (const path of paths) {
      const allowsImports = values.allowPluginImports;
      const reproduction = await reproduceRecord({
        path,
        threads,
        nativeLibrary,
        dataDirectory,
        allowsImports,
      });
      print(reproductionText(reproduction));
      const { differences, reasons } = reproduction;
      records.push({ record: path, equal: differences.length === 0, differences, reasons });
      if (reproduction.differences.length > 0) parted++;
    }
    if (parted > 0) {
      throw new TaskError(
        `reproduce: ${parted} of ${paths.length} trials part from their records`,
        1,
      );
    }
  });
}

function reproductionText({ label, former, differences, reasons }: Reproduction): string {
  const { metrics, record: { results: { weightsDigest } } } = former;
  const weights = weightsDigest === null ? "" : ` and the final weights, SHA-256 ${weightsDigest}`;
  const verdict = differences.length === 0
    ? `equal: ${metrics.length} evaluations${weights}, bit for bit`
    : `it parts from its record ${differences.join("; ")}`;
  const byDesign = reasons.length > 0 || differences.length === 0
    ? reasons
    : ["Code, data and machine are such that they should be equal."];
  return [`${label}: ${verdict}`, ...byDesign.map((reason) => `  ${reason}`)].join("\n");
}

if (import.meta.main) Deno.exit(await runReproduce(Deno.args));
