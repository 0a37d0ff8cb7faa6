/** The part of `deno info --json` that says what a module imports. */
export interface ModuleInfo {
  readonly roots: readonly string[];
  readonly redirects: Readonly<Record<string, string>>;
  readonly modules: readonly {
    readonly specifier: string;
    readonly dependencies?: readonly {
      /** Where it leads as code; absent where types alone are imported. */
      readonly code?: { readonly specifier?: string };
      readonly isDynamic?: boolean;
    }[];
  }[];
}

/**
 * Counts the modules that Deno loads before a module runs.
 *
 * @param path Its file.
 * @returns How many, itself among them, without those inside npm packages.
 * @throws {Error} When Deno cannot read it; the message is Deno's.
 */
export async function countModules(path: string): Promise<number> {
  const { success, stdout, stderr } = await new Deno.Command("deno", {
    args: ["info", "--quiet", "--json", path],
    stdin: "null",
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return loadedModules(JSON.parse(new TextDecoder().decode(stdout)) as ModuleInfo).size;
}

/**
 * The modules that a module's graph loads at once: no types, and nothing that is imported when it is needed.
 *
 * @param info The graph.
 * @returns Their specifiers.
 */
export function loadedModules({ roots, redirects, modules }: ModuleInfo): Set<string> {
  const dependencies = new Map(modules.map((one) => [one.specifier, one.dependencies ?? []]));
  const loaded = new Set(roots);
  // A set's iteration goes on with what is added meanwhile.
  for (const specifier of loaded) {
    for (const { code, isDynamic = false } of dependencies.get(specifier) ?? []) {
      if (code?.specifier === undefined || isDynamic) continue;
      loaded.add(redirects[code.specifier] ?? code.specifier);
    }
  }
  return loaded;
}
