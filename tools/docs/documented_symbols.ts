/** The part of `deno doc --json` that the site and its checks read. */
export interface DocJson {
  readonly nodes: Readonly<
    Record<string, { readonly symbols: readonly DocSymbol[] }>
  >;
}

interface DocSymbol {
  readonly name: string;
  readonly declarations: readonly {
    /** `"reference"` where a module passes on what another declares. */
    readonly kind: string;
    readonly jsDoc?: {
      readonly doc?: string;
      readonly tags?: readonly { readonly kind: string; readonly doc?: string }[];
    };
  }[];
}

/** An export as the reference shows it. */
export interface DocumentedSymbol {
  /** The file that exports it, from the root of the repository, such as `core/mod.ts`. */
  readonly entry: string;
  readonly name: string;
  /** Its tag `@category`. */
  readonly category: string | undefined;
  /** The first sentence of its documentation. */
  readonly about: string;
}

/** The exports that the modules declare, not those that they pass on from a module that is documented itself. */
export function documentedSymbols({ nodes }: DocJson, root: string): DocumentedSymbol[] {
  return Object.entries(nodes).flatMap(([module, { symbols }]) =>
    symbols.flatMap(({ name, declarations }) => {
      const own = declarations.filter(({ kind }) => kind !== "reference");
      if (own.length === 0) return [];
      const docs = own.flatMap(({ jsDoc }) => jsDoc ?? []);
      const tags = docs.flatMap(({ tags = [] }) => tags);
      const text = docs[0]?.doc ?? "";
      return [{
        entry: module.replace(`file://${root}/`, ""),
        name,
        category: tags.find(({ kind }) => kind === "category")?.doc?.trim(),
        about: (/^.*?\.(?=\s|$)/s.exec(text)?.[0] ?? text).trim(),
      }];
    })
  );
}
