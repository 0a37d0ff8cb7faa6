import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import type { NarrowedProgram, NarrowedRequest } from "./_narrowed_program.ts";
import { largeFilesFail } from "./large_files.ts";
import { namedPaths } from "./named_paths.ts";

export type { NarrowedProgram } from "./_narrowed_program.ts";

/**
 * The files that a program may read and write.
 *
 * @category Files and permissions
 * @param program The program.
 * @returns Absolute paths, those behind links too; `"anything"` where that is what it reads.
 *
 * @example
 * ```ts
 * import { narrowedPaths } from "@descent/cli";
 * import { assertEquals } from "@std/assert";
 *
 * const program = { module: "file:///srv/report.ts", run: "report", args: [], writes: ["/no/such/folder"] };
 * assertEquals(narrowedPaths(program).write, ["/no/such/folder"]);
 * ```
 */
export function narrowedPaths(
  { args, reads = [], writes = [] }: NarrowedProgram,
): { readonly read: readonly string[] | "anything"; readonly write: readonly string[] } {
  const write = withTargets(writes);
  if (reads === "anything") return { read: reads, write };
  const project = new URL("../", import.meta.resolve("@descent/cli"));
  const own = project.protocol === "file:" ? [fileURLToPath(project)] : [];
  return { read: withTargets([...own, ...namedPaths(args), ...reads, ...writes]), write };
}

/**
 * Runs a program in a worker that may read and write no files but its own: Deno grants a task what its longest flag may
 * name, and takes nothing back but from a worker. Where less than all files was granted it keeps just that; so it does
 * with all that is no file, but for the network where the program says what it needs of it.
 *
 * @category Files and permissions
 * @param program The program and its files, see {@linkcode NarrowedProgram}.
 * @returns The code to exit with; 1 when the worker ends without one.
 *
 * @example
 * ```ts ignore
 * import { runNarrowed } from "@descent/cli";
 *
 * const module = import.meta.resolve("./report.ts");
 * Deno.exit(await runNarrowed({ module, run: "report", args: Deno.args, writes: ["out"] }));
 * ```
 */
export async function runNarrowed(program: NarrowedProgram): Promise<number> {
  // Deno, too, writes large files, of its caches, while the worker loads the program.
  using _largeFiles = largeFilesFail();
  const { read, write } = narrowedPaths(program);
  const isWhole = (name: "read" | "write") =>
    Deno.permissions.querySync({ name }).state === "granted";
  const worker = new Worker(new URL("./_narrowed_worker.ts", import.meta.url), {
    type: "module",
    // Types of Deno know this option behind a flag alone.
    deno: {
      permissions: {
        read: isWhole("read") && read !== "anything" ? read : "inherit",
        write: isWhole("write") ? write : "inherit",
        env: "inherit",
        ffi: "inherit",
        import: "inherit",
        net: program.net === undefined ? "inherit" : grantedHosts(program.net),
        run: "inherit",
        sys: "inherit",
      },
    },
  } as WorkerOptions);
  const { module, run, args } = program;
  worker.postMessage({ module, run, args } satisfies NarrowedRequest);
  return await new Promise((resolve) => {
    worker.onmessage = ({ data }: MessageEvent<number>) => resolve(data);
    worker.onerror = (event) => {
      // Deno has printed it.
      event.preventDefault();
      resolve(1);
    };
  });
}

/** A worker that is to get what was not granted does not start; what it lacks, the program says. */
function grantedHosts(hosts: readonly string[]): readonly string[] | false {
  const granted = hosts.filter((host) =>
    Deno.permissions.querySync({ name: "net", host }).state === "granted"
  );
  return granted.length > 0 ? granted : false;
}

/** The absolute paths, and those that they lead to by links. */
function withTargets(paths: readonly string[]): string[] {
  const absolute = paths.map((path) => resolve(path));
  return [...new Set([...absolute, ...absolute.map(targetOf)])];
}

/** The end of the path may not exist yet. */
function targetOf(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(targetOf(parent), path.slice(parent.length));
  }
}
