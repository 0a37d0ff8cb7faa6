import { type Layout, type LayoutRow, LAYOUTS, UNUSED_TENSORS } from "./layouts.ts";
import type { WantedTensor } from "./_wanted_tensors.ts";

/**
 * New names of a file's tensors: by their name or a layer's, or a function; `null` leaves one out.
 *
 * @category Saving and loading
 */
export type Rename =
  | Readonly<Record<string, string | null>>
  | ((name: string) => string | null);

/** Where a tensor of a network, or a part of it, is in a file. */
export interface FoundTensor {
  /** Its name in the file. */
  readonly from: string;
  /** How it lies there; see {@linkcode LayoutRow}. */
  readonly order: LayoutRow["order"] | undefined;
  readonly row: LayoutRow["row"] | undefined;
  readonly blocks: LayoutRow["blocks"] | undefined;
  readonly part: LayoutRow["part"] | undefined;
}

/**
 * Finds the tensors of a network in a file by name; each of both must have its partner. Of what the layout may leave
 * out nothing is found; of what it cuts, all parts in their order.
 */
export function matchTensors(
  names: readonly string[],
  { wanted, path, rename, layout }: {
    readonly wanted: ReadonlyMap<string, WantedTensor>;
    readonly path: string;
    readonly rename: Rename | undefined;
    readonly layout: Layout | undefined;
  },
): Map<string, readonly FoundTensor[]> {
  const found = new Map<string, FoundTensor[]>();
  const left: string[] = [];
  for (const from of names) {
    const renamed = renamedBy(rename, from);
    if (renamed === null) continue;
    const targets = targetsOf(renamed, layout, wanted);
    const isUnused = layout !== undefined &&
      UNUSED_TENSORS[layout].some((unused) => renamed.endsWith(unused));
    if (isUnused) continue;
    if (targets.length === 0) left.push(from === renamed ? from : `${from} (as ${renamed})`);
    for (const { target, order, row, blocks, part } of targets) {
      const places = found.get(target) ?? [], place = part?.[0] ?? 0, former = places[place];
      if (former !== undefined) {
        throw new SyntaxError(
          `${path}: expected one tensor for '${target}', got '${former.from}' and '${from}'; rename one of them to null`,
        );
      }
      places[place] = { from, order, row, blocks, part };
      found.set(target, places);
    }
  }
  const missing = [...wanted.keys()].filter((name) => {
    const places = found.get(name) ?? [];
    const isWhole = places.length > 0 && places.length === (places.at(-1)?.part?.[1] ?? 1) &&
      !places.includes(undefined as never);
    if (isWhole || !isOptional(name, layout, wanted)) return !isWhole;
    found.set(name, []);
    return false;
  });
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

/** The network's tensors that a tensor of a file holds: most often one, or none, or parts of two. */
function targetsOf(
  name: string,
  layout: Layout | undefined,
  wanted: ReadonlyMap<string, WantedTensor>,
): readonly (Partial<LayoutRow> & { readonly target: string })[] {
  if (layout === undefined) return wanted.has(name) ? [{ target: name }] : [];
  return LAYOUTS[layout].flatMap((row) => {
    const theirs = row.names.find((each) => name.endsWith(`.${each}`));
    if (theirs === undefined) return [];
    const target = `${name.slice(0, -theirs.length)}${row.tensor}`;
    return isFor(row, wanted.get(target)) ? [{ ...row, target }] : [];
  }).filter(({ target }, i, all) => i === all.findIndex((other) => other.target === target));
}

function isFor(
  { kinds, axes, embedding = false }: LayoutRow,
  wanted: WantedTensor | undefined,
): boolean {
  return wanted !== undefined && wanted.isTable === embedding &&
    (axes === undefined || axes === wanted.shape.length) &&
    (kinds === undefined || kinds.includes(wanted.kind));
}

function isOptional(
  name: string,
  layout: Layout | undefined,
  wanted: ReadonlyMap<string, WantedTensor>,
): boolean {
  const tensor = name.slice(name.lastIndexOf(".") + 1);
  return layout !== undefined &&
    LAYOUTS[layout].some((row) =>
      row.optional === true && row.tensor === tensor && isFor(row, wanted.get(name))
    );
}
