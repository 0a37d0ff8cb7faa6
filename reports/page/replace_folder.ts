import { isTemporaryName, temporaryName } from "../record/_temporary_name.ts";
import { type FileContents, writeFiles } from "../record/_write_files.ts";
import { syncFolder } from "../record/_write_synced.ts";
import { removeLeftovers } from "../record/remove_leftovers.ts";
import { writeFilesAtomically } from "../record/write_atomically.ts";

/**
 * Writes files of a folder so that all change as one: they are written aside and synced, and the folder is swapped by
 * two renames. Whoever opens it finds all the former files or all the new ones. What else lies in the folder stays.
 *
 * A single file needs no swap. A folder that this program runs in, or beside which it may not write, gets none: there
 * each file takes its name whole, in the order given.
 *
 * @param folder The folder; made when missing.
 * @param files Contents by name, or what makes them once those before are written.
 * @throws {Error} The error of the file system; then the folder is as it was.
 */
export async function replaceFolder(folder: string, files: FileContents): Promise<void> {
  await recoverFolder(folder);
  await Deno.mkdir(folder, { recursive: true });
  const target = await Deno.realPath(folder);
  for (const name of Object.keys(files)) await refuseFolder(`${target}/${name}`);
  const isSingle = Object.keys(files).length === 1;
  const swap = isSingle || isAround(target, Deno.cwd()) ? undefined : await beginSwap(target);
  if (swap === undefined) return await writeFilesAtomically(target, files);
  const { aside, former } = swap;
  try {
    await writeFiles(files, (name) => `${aside}/${name}`);
    await syncFolder(aside);
    await Deno.rename(target, former);
  } catch (error) {
    await Deno.remove(aside, { recursive: true }).catch(() => {});
    // Where a file system is mounted there is nothing to swap.
    if (!(error instanceof Deno.errors.Busy)) throw error;
    return await writeFilesAtomically(target, files);
  }
  await finishSwap(swap);
}

/**
 * Puts a folder in order after a program was killed that wrote a report there: a swap that had begun is finished, and
 * what was written aside is removed.
 *
 * @category Pages
 * @param folder The folder of a report, which need not exist.
 * @throws {Error} The error of the file system.
 *
 * @example
 * ```ts
 * import { recoverFolder } from "@descent/reports";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await Deno.mkdir(`${folder}/compare.new.${crypto.randomUUID()}.tmp`);
 * await recoverFolder(`${folder}/compare`);
 * assertEquals([...Deno.readDirSync(folder)], []);
 * await Deno.remove(folder);
 * ```
 */
export async function recoverFolder(folder: string): Promise<void> {
  await removeLeftovers(folder, { recursive: false });
  const target = await resolved(folder);
  if (target === undefined || !mayUse(parentOf(target))) return;
  const base = target.slice(parentOf(target).length + 1);
  const names = (await Array.fromAsync(Deno.readDir(parentOf(target))))
    .filter(({ name, isDirectory }) => isDirectory && isTemporaryName(name))
    .map(({ name }) => name);
  for (const name of names.filter((name) => name.startsWith(`${base}.old.`))) {
    const former = `${parentOf(target)}/${name}`;
    const aside = former.replace(`${target}.old.`, `${target}.new.`);
    if (await isEmpty(target)) await Deno.remove(target);
    if (await exists(target)) await Deno.remove(former, { recursive: true });
    else if (await exists(aside)) await finishSwap({ target, aside, former });
    else await Deno.rename(former, target);
  }
  for (const name of names.filter((name) => name.startsWith(`${base}.new.`))) {
    await removeIfThere(`${parentOf(target)}/${name}`);
  }
}

/** The folders of a swap: the one to be replaced, what is to replace it, and the name that it goes to. */
interface Swap {
  readonly target: string;
  readonly aside: string;
  readonly former: string;
}

/** Makes the folder aside, or tells that there may be none. */
async function beginSwap(target: string): Promise<Swap | undefined> {
  if (!mayUse(parentOf(target))) return undefined;
  const aside = temporaryName(`${target}.new`);
  try {
    await Deno.mkdir(aside);
  } catch (error) {
    if (error instanceof Deno.errors.PermissionDenied) return undefined;
    throw error;
  }
  return { target, aside, former: aside.replace(`${target}.new.`, `${target}.old.`) };
}

/** All but the first rename, after which there is no target; done again it goes on where it was killed. */
async function finishSwap({ target, aside, former }: Swap): Promise<void> {
  const kept: string[] = [];
  try {
    for (const { name } of await Array.fromAsync(Deno.readDir(former))) {
      if (await exists(`${aside}/${name}`)) continue;
      await Deno.rename(`${former}/${name}`, `${aside}/${name}`);
      kept.push(name);
    }
    await Deno.rename(aside, target);
  } catch (error) {
    for (const name of kept) await Deno.rename(`${aside}/${name}`, `${former}/${name}`);
    await Deno.rename(former, target);
    await removeIfThere(aside);
    throw error;
  }
  await syncFolder(parentOf(target));
  await removeIfThere(former);
}

async function refuseFolder(path: string): Promise<void> {
  if (!(await exists(path)) || !(await Deno.lstat(path)).isDirectory) return;
  throw new Deno.errors.IsADirectory(
    `Report: ${path} is a folder; wanted a file or nothing; remove it, or write the report elsewhere`,
  );
}

/** Whether this program may read and write in a folder, without asking the user. */
function mayUse(path: string): boolean {
  return (["read", "write"] as const).every((name) =>
    Deno.permissions.querySync({ name, path }).state === "granted"
  );
}

/** Whether a folder is another one or around it. */
function isAround(folder: string, inner: string): boolean {
  return inner === folder || parentOf(inner) !== inner && isAround(folder, parentOf(inner));
}

/** Of an absolute path, with either kind of slash. */
function parentOf(path: string): string {
  return path.replace(/[/\\][^/\\]*$/, "");
}

/** The absolute path of a folder that may be missing; `undefined` where nothing is around it either. */
async function resolved(folder: string): Promise<string | undefined> {
  if (await exists(folder)) return await Deno.realPath(folder);
  const [, parent = ".", base] = /^(?:(.*)[/\\])?([^/\\]+)[/\\]*$/.exec(folder) ?? [];
  if (base === undefined || !(await exists(parent))) return undefined;
  return `${await Deno.realPath(parent)}/${base}`;
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function isEmpty(folder: string): Promise<boolean> {
  return await exists(folder) && (await Array.fromAsync(Deno.readDir(folder))).length === 0;
}

async function removeIfThere(folder: string): Promise<void> {
  if (await exists(folder)) await Deno.remove(folder, { recursive: true });
}
