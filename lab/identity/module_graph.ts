import { importedSpecifiers } from "./_imported_specifiers.ts";

/**
 * A module of a graph.
 *
 * @category Reproduction
 */
export interface GraphModule {
  /** Its URL; for one that is no local file its specifier, with the version where it is published. */
  readonly address: string;
  /** Its text; absent where it is no local file. */
  readonly text?: string;
}

/**
 * Options of {@linkcode moduleGraph}.
 *
 * @category Reproduction
 */
export interface ModuleGraphOptions {
  /** Text of the file at a URL; `undefined` where there is none. Default from the disk. */
  readonly read?: (url: string) => string | undefined;
  /** Address of a bare specifier, such as a member's name; default as this module would import it. */
  readonly resolve?: (specifier: string) => string;
}

/**
 * A module and everything that it imports, directly or not: other files by relative paths, workspace members by their
 * names, workers and files beside a module by `new URL("./x", import.meta.url)`. Packages are named, not read.
 *
 * @category Reproduction
 * @param entry URL of the module.
 * @param options How to read and resolve, see {@linkcode ModuleGraphOptions}.
 * @returns The modules, each once, in an order that the texts alone decide.
 * @throws {Deno.errors.NotCapable} When a file may not be read.
 *
 * @example
 * ```ts
 * import { moduleGraph } from "@descent/lab";
 * import { assertEquals } from "@std/assert";
 *
 * const files: Record<string, string> = {
 *   "file:///a.ts": 'import { b } from "./b.ts";',
 *   "file:///b.ts": "export const b = 1;",
 * };
 * const graph = moduleGraph("file:///a.ts", { read: (url) => files[url] });
 * assertEquals(graph.map(({ address }) => address), ["file:///a.ts", "file:///b.ts"]);
 * ```
 */
export function moduleGraph(
  entry: string,
  { read = readLocal, resolve = resolveBare }: ModuleGraphOptions = {},
): GraphModule[] {
  const addresses = new Set([entry]);
  const modules: GraphModule[] = [];
  // A set's iteration goes on with what is added meanwhile.
  for (const address of addresses) {
    const text = address.startsWith("file:") ? read(address) : undefined;
    if (text === undefined) {
      modules.push({ address });
      continue;
    }
    modules.push({ address, text });
    for (const specifier of importedSpecifiers(text)) {
      addresses.add(
        specifier.startsWith(".") ? new URL(specifier, address).href : resolve(specifier),
      );
    }
  }
  return modules;
}

function readLocal(url: string): string | undefined {
  try {
    // A URL object for each of some hundred files would take as long as reading them.
    const isPlain = Deno.build.os !== "windows" && !url.includes("%");
    return Deno.readTextFileSync(isPlain ? url.slice("file://".length) : new URL(url));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.IsADirectory) {
      return undefined;
    }
    throw error;
  }
}

const resolved = new Map<string, string>();

/** Packages go by their names: where they lie is this machine's affair, and another member's are not in this import map. */
function resolveBare(specifier: string): string {
  let address = resolved.get(specifier);
  if (address === undefined) {
    try {
      const found = import.meta.resolve(specifier);
      address = /\/(npm|node_modules)\//.test(found) ? specifier : found;
    } catch {
      address = specifier;
    }
    resolved.set(specifier, address);
  }
  return address;
}
