import { downloadFile } from "./download_file.ts";
import type { IdxSource, RemoteFile } from "./idx_sources.ts";

/**
 * How a download is going: told again and again.
 *
 * @category Published sets
 */
export interface DownloadProgress {
  /** The file in question. */
  readonly file: RemoteFile;
  /** How many of its bytes have come. */
  readonly received: number;
  /** Whether it is coming, was there already, or has come and is verified. */
  readonly state: "receiving" | "kept" | "downloaded";
}

/**
 * Which dataset to download, and to where.
 *
 * @category Published sets
 */
export interface DownloadDatasetOptions {
  /** The dataset. */
  readonly source: IdxSource;
  /** The folder that holds the datasets; the files go into its folder `<name>`. */
  readonly directory: string;
  /** Is told how it is going. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Ends the download: it then rejects with the signal's reason, and leaves no unfinished file. */
  readonly signal?: AbortSignal;
}

/**
 * Downloads a dataset's files, one after another, but for those that are there with the right sum.
 *
 * @category Published sets
 * @param options The dataset, the folder, and what watches or ends it.
 * @returns The folder where the files are.
 * @throws {DownloadError} If no mirror gave one of the files; finished files are kept.
 *
 * @example Without a mirror there is nothing to be had
 * ```ts
 * import { downloadDataset, DownloadError, idxSources } from "@descent/data";
 * import { assertRejects } from "@std/assert";
 *
 * const directory = await Deno.makeTempDir();
 * const source = { ...idxSources[0], mirrors: [] };
 * const download = () => downloadDataset({ source, directory });
 * await assertRejects(download, DownloadError, "no mirror gave it");
 * await Deno.remove(directory, { recursive: true });
 * ```
 */
export async function downloadDataset(
  { source, directory, onProgress = () => {}, signal }: DownloadDatasetOptions,
): Promise<string> {
  const folder = `${directory}/${source.name}`;
  for (const file of Object.values(source.files)) {
    const state = await downloadFile({
      file,
      mirrors: source.mirrors,
      folder,
      onProgress: (received) => onProgress({ file, received, state: "receiving" }),
      ...(signal && { signal }),
    });
    onProgress({ file, received: file.bytes, state });
  }
  return folder;
}
