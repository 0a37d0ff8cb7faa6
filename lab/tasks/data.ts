/** `deno task data`: downloads a dataset and verifies its files. */
import {
  choiceFlag,
  onInterruption,
  print,
  runTask,
  type Task,
  TaskError,
  textFlag,
  unheard,
} from "@descent/cli";
import {
  dataDirectory,
  datasetCatalogue,
  downloadDataset,
  DownloadError,
  type DownloadProgress,
  idxSources,
  publishedSets,
} from "@descent/data";

const names: readonly string[] = datasetCatalogue.map(({ name }) => name);

/**
 * The flags of the task `data`.
 *
 * @category Tasks
 */
export interface DataValues {
  /** The data set's name, if one was given. */
  readonly dataset: string | undefined;
  /** The folder that holds the data sets, if one was given. */
  readonly dataDir: string | undefined;
}

/**
 * The task `data`.
 *
 * @category Tasks
 */
export const dataTask: Task<DataValues> = {
  name: "data",
  doc: "Downloads a dataset from its public mirrors and verifies it.",
  operands: ["dataset"],
  flags: {
    dataset: choiceFlag({ doc: "Which dataset.", default: undefined, words: names }),
    dataDir: textFlag({
      doc:
        "The folder that holds the datasets; the files go into its folder of the dataset's name.",
      default: undefined,
      placeholder: "<folder>",
      shownDefault: "$DESCENT_DATA, else ./datasets",
    }),
  },
};

/**
 * Runs `deno task data`.
 *
 * @category Tasks
 * @param args The arguments, such as `Deno.args`.
 * @returns The code to exit with.
 */
export function runData(args: readonly string[]): Promise<number> {
  return runTask(() => dataTask, args, async ({ dataset, dataDir }, conclude) => {
    if (dataset === undefined) {
      throw new TaskError(
        `data: expected the name of a dataset, one of ${names.join(", ")}, got none; ` +
          `for example \`deno task data ${idxSources[0].name}\``,
      );
    }
    const source = idxSources.find(({ name }) => name === dataset);
    const published = publishedSets.find(({ name }) => name === dataset);
    if (published !== undefined) {
      throw new TaskError(
        `data: expected a dataset that can be downloaded, got '${dataset}'; get ${published.title} from ` +
          `${published.home} and put its files into ${dataDirectory(dataDir)}/${
            published.folders[0]
          }`,
      );
    }
    if (source === undefined) {
      print(`The dataset '${dataset}' is within the program: it needs no download.`);
      conclude({ dataset, folder: null });
      return;
    }
    const interruption = new AbortController();
    using _listening = onInterruption(({ reason, exitCode }) => {
      const message = `data: ${reason}; files that were finished are kept, no other is left`;
      interruption.abort(new TaskError(message, exitCode));
    });
    const progress = progressLine();
    try {
      const folder = await downloadDataset({
        source,
        directory: dataDirectory(dataDir),
        onProgress: progress.show,
        signal: interruption.signal,
      });
      print(`${source.title}: all files are in ${folder}, their sums verified`);
      conclude({ dataset, folder });
    } catch (error) {
      throw error instanceof DownloadError ? new TaskError(error.message, 1) : error;
    } finally {
      progress.wipe();
    }
  });
}

/** Progress on standard error: redrawn on a terminal, elsewhere one line for each file. */
function progressLine() {
  const onTerminal = Deno.stderr.isTerminal();
  const write = (text: string) =>
    unheard(() => Deno.stderr.writeSync(new TextEncoder().encode(text)));
  const wipe = () => {
    if (onTerminal) write("\r\x1b[K");
  };
  let shown = "";
  return {
    wipe,
    show({ file, received, state }: DownloadProgress): void {
      const megabytes = (file.bytes / 1e6).toFixed(1);
      const line = state === "receiving"
        ? `${file.name}  ${Math.floor(100 * received / file.bytes)} % of ${megabytes} MB`
        : `${file.name}  ${state === "kept" ? "was there" : "downloaded"}, sum verified\n`;
      if (line === shown || (state === "receiving" && !onTerminal)) return;
      shown = line;
      wipe();
      write(line);
    },
  };
}

if (import.meta.main) Deno.exit(await runData(Deno.args));
