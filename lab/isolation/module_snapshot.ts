import { moduleAddress } from "@descent/optim";
import type { ModuleSource } from "@descent/problems";
import { graphDigest } from "../identity/graph_digest.ts";
import { moduleGraph } from "../identity/module_graph.ts";

/**
 * The files of a third party's module, read once: what was hashed is what runs, whatever happens to the disk meanwhile.
 *
 * @category Isolation
 */
export interface ModuleSnapshot {
  /** The address that the user gave, and the digest of the module with everything that it imports. */
  readonly source: ModuleSource;
  /** URL of the module. */
  readonly entry: string;
  /** URL of the folder that all its files lie below; it ends in a slash. */
  readonly base: string;
  /** Contents of its own files, by their paths below the base. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

/**
 * Options of {@linkcode takeSnapshot}.
 *
 * @category Isolation
 */
export interface TakeSnapshotOptions {
  /** The kind of plugin, with which messages begin; default `"Plugin"`. */
  readonly kind?: string;
  /** Whether it may import what is no local file: packages, and addresses of the web; default `false`. */
  readonly allowsImports?: boolean;
}

/**
 * Reads a third party's module and the local files that it imports or names by `new URL("./x", import.meta.url)`,
 * directly or not. Nothing of them is run.
 *
 * @category Isolation
 * @param address The address that the user gave: a path, a file URL or, where that is allowed, another address.
 * @param options The kind of plugin, and what it may import, see {@linkcode TakeSnapshotOptions}.
 * @returns Its files and its identity.
 * @throws {TypeError} When there is no such file, or it imports what it may not.
 *
 * @example
 * ```ts
 * import { takeSnapshot } from "@descent/lab";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => takeSnapshot("./no/such.ts"), TypeError, "expected a module, got no file");
 * ```
 */
export function takeSnapshot(
  address: string,
  { kind = "Plugin", allowsImports = false }: TakeSnapshotOptions = {},
): ModuleSnapshot {
  const entry = moduleAddress(address);
  const owner = `${kind} '${address}'`;
  const contents = new Map<string, Uint8Array>();
  const read = (url: string) => {
    const bytes = contents.get(url) ?? bytesAt(url);
    if (bytes === undefined) return undefined;
    contents.set(url, bytes);
    return textOf(bytes);
  };
  // Bare names are not followed here: what they lead to is no file of the module's own.
  const own = moduleGraph(entry, { read, resolve: (specifier) => specifier });
  const refused = own.find(({ address, text }) => text === undefined && !isAllowed(address));
  if (refused !== undefined && !allowsImports) {
    throw new TypeError(
      `${owner}: expected imports of its own files and of this library, got '${refused.address}', which is downloaded; ` +
        "copy it beside the module, or allow imports",
    );
  }
  if (entry.startsWith("file:") && own[0].text === undefined) {
    throw new TypeError(
      `${owner}: expected a module, got no file at ${pathOf(entry)}; check the path`,
    );
  }
  const urls = own.filter(({ text }) => text !== undefined).map(({ address }) => address);
  const base = commonFolder(urls);
  const source = { address, digest: graphDigest(moduleGraph(entry, { read })) };
  const files = Object.fromEntries(
    urls.map((url) => [decodeURIComponent(url.slice(base.length)), contents.get(url)!]),
  );
  return { source, entry, base, files };
}

/** Local files, even missing ones, which the import will tell of; built-in modules; members of this workspace. */
function isAllowed(specifier: string): boolean {
  if (/^(file|node):/.test(specifier)) return true;
  if (/^[a-z][a-z0-9+.-]+:/i.test(specifier)) return false;
  let found: string;
  try {
    found = import.meta.resolve(specifier);
  } catch {
    // Nothing is downloaded for a name that leads nowhere.
    return true;
  }
  return found.startsWith("node:") ||
    found.startsWith("file:") && !/\/(npm|node_modules)\//.test(found);
}

function bytesAt(url: string): Uint8Array | undefined {
  try {
    return Deno.readFileSync(new URL(url));
  } catch (error) {
    const isNoFile = error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.IsADirectory || error instanceof Deno.errors.NotADirectory;
    if (isNoFile) return undefined;
    throw error;
  }
}

/** Data beside a module need not be text; of any bytes the text tells others apart. */
function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

function pathOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname);
}

function commonFolder(urls: readonly string[]): string {
  let base = (urls[0] ?? "").replace(/[^/]*$/, "");
  for (const url of urls) {
    while (!url.startsWith(base)) base = base.replace(/[^/]*\/$/, "");
  }
  return base;
}
