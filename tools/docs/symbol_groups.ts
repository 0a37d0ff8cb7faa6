import { declarationsOf } from "../check_files.ts";
import { exportedFiles } from "../check_names.ts";
import type { SourceFile } from "../source_file.ts";

/** The names of a module that stand in one room of its member. */
export interface SymbolGroup {
  /** Such as `Activations` for `layers/activations/`, or the member's name for what stands in no room. */
  readonly category: string;
  readonly names: readonly string[];
}

/** The exports of a module, grouped by the rooms of its member; what stands in none comes first. */
export function symbolGroups(entry: string, files: readonly SourceFile[]): SymbolGroup[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const groups = Map.groupBy(exportedFiles(entry, byPath), ({ path }) => roomOf(path));
  return [...groups]
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([room, members]) => ({
      category: titleOf(room === "" ? entry.split("/")[0] : room),
      names: [...new Set(members.flatMap((file) => declarationsOf(file).names))].sort(),
    }))
    .filter(({ names }) => names.length > 0);
}

function roomOf(path: string): string {
  return path.split("/").slice(1, -1)[0] ?? "";
}

function titleOf(room: string): string {
  return (room[0].toUpperCase() + room.slice(1)).replaceAll("_", " ");
}
