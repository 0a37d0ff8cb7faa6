/**
 * Proves that inside a folder imports run one way: `deno task check:layering`.
 *
 * - Circles: the files and subfolders of a folder, each subfolder taken as one, import each other in no
 *   circle. So no two files do, no two folders, and no file and a folder beside it.
 * - Upward imports: a file imports another of a folder above its own only where that other file needs no
 *   subfolder of its folder, itself or through the files beside it.
 *
 * Imports of types count. Tests may import anything, as nothing imports them.
 */
import { readSourceFiles, type SourceFile } from "./read_source_files.ts";
import { importsInCode, isAssembly } from "./source_file.ts";

/** From a file to one that it imports. */
interface Edge {
  readonly from: string;
  readonly to: string;
  /** Where the import stands: `core/arena.ts:3`. */
  readonly place: string;
}

/** An edge between two neighbours, files or subfolders of one folder, and the file edge that makes it. */
interface Lifted {
  readonly from: string;
  readonly to: string;
  readonly edge: Edge;
}

/** Files whose types name each other, each a concept of its own: making one of them would not read better. */
const MUTUAL: readonly (readonly string[])[] = [
  // An engine makes arenas, an arena tensors; both lead back to the engine that they live on.
  ["core/memory/arena.ts", "core/memory/engine.ts", "core/memory/tensor.ts"],
  // Comparing expressions gives a condition, and choosing by one gives an expression.
  ["core/pointwise/_node_of.ts", "core/pointwise/condition.ts", "core/pointwise/expression.ts"],
];

/** Every circle, one sentence each: a shortest one of all those that hang together. */
export function circleProblems(files: readonly SourceFile[]): string[] {
  const lifted = Map.groupBy(edgesOf(files).map(lift), ({ from }) => folderOf(from));
  return [...lifted.keys()].sort().flatMap((folder) => {
    const edges = lifted.get(folder)!;
    const done = new Set<string>();
    const problems: string[] = [];
    for (const start of new Set(edges.map(({ from }) => from))) {
      if (done.has(start)) continue;
      const circle = shortestCircle(start, edges);
      if (circle === undefined) continue;
      const together = reachedFrom(start, edges).filter((node) =>
        reachedFrom(node, edges).includes(start)
      );
      for (const node of together) done.add(node);
      if (MUTUAL.some((files) => together.every((node) => files.includes(node)))) continue;
      const others = together.length - circle.length;
      problems.push(
        `${folder}: circle of ${circle.map(({ from }) => nameOf(from)).join(" -> ")} -> ` +
          `${nameOf(start)} (${circle.map(({ edge }) => importText(edge)).join("; ")})` +
          (others > 0 ? `; with ${others} more of the folder in circles through them` : ""),
      );
    }
    return problems;
  });
}

/** Every import that runs up, one sentence each. */
export function upwardProblems(files: readonly SourceFile[]): string[] {
  const edges = edgesOf(files);
  const down = downwardEdges(edges);
  return edges.flatMap((edge) => {
    const needed = down.get(edge.to);
    if (!isBelow(edge.from, folderOf(edge.to)) || needed === undefined) return [];
    const by = needed.from === edge.to ? "imports" : `comes by ${needed.from} to`;
    return [`${edge.place}: runs up to ${edge.to}, which ${by} ${needed.to}`];
  });
}

/** For each file that needs a subfolder of its folder, itself or through files beside it: how. */
function downwardEdges(edges: readonly Edge[]): Map<string, Edge> {
  const down = new Map<string, Edge>();
  for (const edge of edges) if (isBelow(edge.to, folderOf(edge.from))) down.set(edge.from, edge);
  const beside = edges.filter(({ from, to }) => folderOf(from) === folderOf(to));
  for (let size = -1; size < down.size;) {
    size = down.size;
    for (const { from, to } of beside) {
      if (!down.has(from) && down.has(to)) down.set(from, down.get(to)!);
    }
  }
  return down;
}

function edgesOf(files: readonly SourceFile[]): Edge[] {
  const sources = files.filter(({ path }) => !isAssembly(path) && !path.endsWith("_test.ts"));
  const paths = new Set(sources.map(({ path }) => path));
  return sources.flatMap((file) =>
    importsInCode(file).flatMap(({ specifier, line }) => {
      if (!specifier.startsWith(".")) return [];
      const to = new URL(specifier, `file:///${file.path}`).pathname.slice(1);
      if (!paths.has(to) || to === file.path) return [];
      return [{ from: file.path, to, place: `${file.path}:${line}` }];
    })
  );
}

/** `core/rows/a.ts -> core/b.ts` is for the folder `core` one of `core/rows/ -> core/b.ts`. */
function lift(edge: Edge): Lifted {
  const from = edge.from.split("/"), to = edge.to.split("/");
  const depth = from.findIndex((name, i) => name !== to[i]);
  const neighbour = (path: string[]) =>
    path.slice(0, depth + 1).join("/") + (path.length > depth + 1 ? "/" : "");
  return { from: neighbour(from), to: neighbour(to), edge };
}

function shortestCircle(start: string, edges: readonly Lifted[]): Lifted[] | undefined {
  const paths: Lifted[][] = [[]];
  const seen = new Set<string>();
  for (const path of paths) {
    const end = path.at(-1)?.to ?? start;
    for (const next of edges) {
      if (next.from !== end || seen.has(next.to)) continue;
      if (next.to === start) return [...path, next];
      seen.add(next.to);
      paths.push([...path, next]);
    }
  }
  return undefined;
}

function reachedFrom(start: string, edges: readonly Lifted[]): string[] {
  const reached = new Set<string>();
  const nodes = [start];
  for (const node of nodes) {
    for (const { from, to } of edges) {
      if (from !== node || reached.has(to)) continue;
      reached.add(to);
      nodes.push(to);
    }
  }
  return [...reached];
}

/** The folder of a file, or of a subfolder that ends with a slash. */
function folderOf(path: string): string {
  return path.replace(/\/$/, "").split("/").slice(0, -1).join("/");
}

/** Whether the file stands in a subfolder of `folder`, however deep. */
function isBelow(file: string, folder: string): boolean {
  return folderOf(file).startsWith(`${folder}/`);
}

function nameOf(path: string): string {
  return path.slice(folderOf(path).length).replace(/^\//, "");
}

function importText({ place, to }: Edge): string {
  return `${place} imports ${to}`;
}

if (import.meta.main) {
  const files = await readSourceFiles(".");
  const circles = circleProblems(files), upward = upwardProblems(files);
  for (const problem of [...circles, ...upward]) console.error(problem);
  console.log(
    `Layering: ${files.length} files, ${circles.length} circles, ${upward.length} imports run up`,
  );
  if (circles.length + upward.length > 0) Deno.exit(1);
}
