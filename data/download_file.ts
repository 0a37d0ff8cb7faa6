import type { Hash } from "node:crypto";
import { DownloadError } from "./download_error.ts";
import type { RemoteFile } from "./idx_sources.ts";

/**
 * A file to download, from where, to where.
 *
 * @category Published sets
 */
export interface DownloadFileOptions {
  /** The file and its sum. */
  readonly file: RemoteFile;
  /** Addresses of folders that hold it, ending in a slash, tried in this order. */
  readonly mirrors: readonly string[];
  /** The folder to put it into; made if it is missing. */
  readonly folder: string;
  /** Is told how many bytes have come; the number falls when another mirror is tried. */
  readonly onProgress?: (received: number) => void;
  /** Ends the download: it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** The next mirror is tried after so many milliseconds in which one sent fewer bytes than milliseconds; default 30,000. */
  readonly patience?: number;
}

/**
 * Downloads a file, unless it is there already with the right sum.
 *
 * It is written under a temporary name in the same folder and gets its own name when its SHA-256
 * sum is verified; otherwise nothing of it is left, whether mirrors fail or the signal ends it. What a download
 * left that was killed is removed.
 *
 * @category Published sets
 * @param options The file, its mirrors, the folder, and what watches or ends it.
 * @returns `"kept"` if the right file was there, else `"downloaded"`.
 * @throws {DownloadError} If no mirror gave the file, with the failure of each.
 *
 * @example A file that is there is kept
 * ```ts
 * import { downloadFile } from "@descent/data";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.writeTextFile(`${folder}/abc.txt`, "abc");
 * const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
 * const file = { name: "abc.txt", sha256, bytes: 3 };
 * assertEquals(await downloadFile({ file, mirrors: [], folder }), "kept");
 * await Deno.remove(folder, { recursive: true });
 * ```
 */
export async function downloadFile(
  { file, mirrors, folder, onProgress = () => {}, signal, patience = 30_000 }: DownloadFileOptions,
): Promise<"kept" | "downloaded"> {
  const destination = `${folder}/${file.name}`;
  await Deno.mkdir(folder, { recursive: true });
  await removeLeftovers(folder, file.name, patience);
  if (await sumOfFile(destination) === file.sha256) return "kept";
  const temporary = `${destination}.${crypto.randomUUID()}.part`;
  const failures: string[] = [];
  try {
    for (const mirror of mirrors) {
      const address = `${mirror}${file.name}`;
      try {
        await receive({ address, file, path: temporary, onProgress, signal, patience });
        await Deno.rename(temporary, destination);
        return "downloaded";
      } catch (error) {
        signal?.throwIfAborted();
        if (!(error instanceof MirrorProblem)) throw error;
        failures.push(`${address}: ${error.message}`);
      }
    }
  } finally {
    await removeIfThere(temporary);
  }
  throw new DownloadError(
    `Download of ${file.name}: no mirror gave it (${failures.join("; ")}); ` +
      `check the network, or put the file into ${folder} yourself`,
  );
}

/** A failure that another mirror may not have, unlike a full disk. */
class MirrorProblem extends Error {}

interface Transfer {
  readonly address: string;
  readonly file: RemoteFile;
  readonly path: string;
  readonly onProgress: (received: number) => void;
  readonly signal: AbortSignal | undefined;
  readonly patience: number;
}

/** Writes what the address sends to the path, and verifies its sum. */
async function receive(
  { address, file, path, onProgress, signal, patience }: Transfer,
): Promise<void> {
  const stop = new AbortController();
  let received = 0;
  let before = 0;
  const timer = setInterval(() => {
    const came = received - before;
    before = received;
    if (came >= patience) return;
    stop.abort(
      new Error(
        `it sent ${came === 0 ? "nothing" : `only ${came} bytes`} for ${patience / 1000} s`,
      ),
    );
  }, patience);
  try {
    const signals = signal === undefined ? [stop.signal] : [stop.signal, signal];
    const response = await fromMirror(
      address,
      fetch(address, { signal: AbortSignal.any(signals) }),
    );
    if (!response.ok || response.body === null) {
      throw new MirrorProblem(`HTTP status ${response.status} ${response.statusText}`.trim());
    }
    using output = await Deno.open(path, { write: true, create: true, truncate: true });
    const hash = await newHash();
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await fromMirror(address, reader.read());
      if (done) break;
      received += value.length;
      if (received > file.bytes) {
        throw new MirrorProblem(`it sent more than the expected ${file.bytes} bytes`);
      }
      hash.update(value);
      for (let written = 0; written < value.length;) {
        written += await output.write(value.subarray(written));
      }
      onProgress(received);
    }
    const sum = hash.digest("hex");
    if (sum !== file.sha256) {
      throw new MirrorProblem(
        `expected ${file.bytes} bytes with SHA-256 ${file.sha256}, got ${received} with ${sum}`,
      );
    }
  } finally {
    clearInterval(timer);
    // Ends a transfer that was not read to its end.
    stop.abort();
  }
}

/** Loaded when something is downloaded: it takes longer than all else of this member together. */
async function newHash(): Promise<Hash> {
  const { createHash } = await import("node:crypto");
  return createHash("sha256");
}

async function fromMirror<T>(address: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    // A failed fetch says why only in its cause, and there it repeats the address.
    const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const message = reason instanceof Error ? reason.message : String(reason);
    const known = `error sending request for url (${address}): `;
    throw new MirrorProblem(message.replace(known, ""), { cause: error });
  }
}

async function sumOfFile(path: string): Promise<string | undefined> {
  try {
    return (await newHash()).update(await Deno.readFile(path)).digest("hex");
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** Removes parts of a file that nobody writes any more: a download that goes on is never silent for twice its patience. */
async function removeLeftovers(folder: string, name: string, patience: number): Promise<void> {
  for await (const entry of Deno.readDir(folder)) {
    if (!entry.name.startsWith(`${name}.`) || !/\.[0-9a-f-]{36}\.part$/.test(entry.name)) continue;
    try {
      const { mtime } = await Deno.stat(`${folder}/${entry.name}`);
      const isSilent = mtime !== null && Date.now() - mtime.getTime() > 2 * patience;
      if (isSilent) await Deno.remove(`${folder}/${entry.name}`);
    } catch (error) {
      // Its own program has just ended it, or given it its name.
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

async function removeIfThere(path: string): Promise<void> {
  try {
    await Deno.remove(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
