import { type Layout, LAYOUTS, UNUSED_TENSORS } from "./layouts.ts";
import type { WantedTensor } from "./_wanted_tensors.ts";

/** New names of a file's tensors: by their name or a layer's, or a function; `null` leaves one out. */
export type Rename =
  | Readonly<Record<string, string | null>>
  | ((name: string) => string | null);

/** Where a tensor of a network is in a file. */
export interface FoundTensor {
  /** Its name in the file. */
  readonly from: string;
  /** The order of its axes in the file, where that is another one. */
  readonly order?: readonly number[] | undefined;
}

/** Finds the tensors of a network in a file by name; each of both must have its partner. */
export function matchTensors(
  names: readonly string[],
  { wanted, path, rename, layout }: {
    readonly wanted: ReadonlyMap<string, WantedTensor>;
    readonly path: string;
    readonly rename: Rename | undefined;
    readonly layout: Layout | undefined;
  },
): Map<string, FoundTensor> {
  const found = new Map<string, FoundTensor>();
  const left: string[] = [];
  for (const from of names) {
    const renamed = renamedBy(rename, from);
    if (renamed === null) continue;
    const target = layout === undefined
      ? wanted.has(renamed) ? { name: renamed, order: undefined } : undefined
      : targetIn(layout, renamed, wanted);
    if (target === "unused") continue;
    if (target === undefined) left.push(from === renamed ? from : `${from} (as ${renamed})`);
    else {
      const former = found.get(target.name);
      if (former !== undefined) {
        throw new SyntaxError(
          `${path}: expected one tensor for '${target.name}', got '${former.from}' and '${from}'; rename one of them to null`,
        );
      }
      found.set(target.name, { from, order: target.order });
    }
  }
  const missing = [...wanted.keys()].filter((name) => !found.has(name));
  if (missing.length > 0 || left.length > 0) {
    const list = (all: readonly string[]) => all.length === 0 ? "none" : all.join(", ");
    throw new SyntaxError(
      `${path}: expected the network's tensors, of which these are missing: ${
        list(missing)
      }; got these that it does not have: ${
        list(left)
      }; rename them, those it does not need to null`,
    );
  }
  return found;
}

function renamedBy(rename: Rename | undefined, name: string): string | null {
  if (rename === undefined) return name;
  if (typeof rename === "function") return rename(name);
  if (Object.hasOwn(rename, name)) return rename[name];
  const prefix = Object.keys(rename)
    .filter((key) => name.startsWith(key) && /^[./]/.test(name.slice(key.length)))
    .sort((a, b) => b.length - a.length)[0];
  if (prefix === undefined) return name;
  const layer = rename[prefix];
  return layer === null ? null : `${layer}.${name.slice(prefix.length + 1)}`;
}

function targetIn(
  layout: Layout,
  name: string,
  wanted: ReadonlyMap<string, WantedTensor>,
): { readonly name: string; readonly order: readonly number[] | undefined } | "unused" | undefined {
  if (UNUSED_TENSORS[layout].some((unused) => name.endsWith(unused))) return "unused";
  for (const { tensor, axes, embedding = false, names, order } of LAYOUTS[layout]) {
    for (const theirs of names) {
      if (!name.endsWith(`.${theirs}`)) continue;
      const own = `${name.slice(0, -theirs.length)}${tensor}`;
      const target = wanted.get(own);
      if (target === undefined || target.isTable !== embedding) continue;
      if (axes === undefined || axes === target.shape.length) return { name: own, order };
    }
  }
  return undefined;
}
