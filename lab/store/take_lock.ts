/**
 * Whoever holds a lock.
 *
 * @category Stores and checkpoints
 */
export interface LockHolder {
  /** The machine's name, or `null` where the program might not ask for it. */
  readonly host: string | null;
  /** Number of the process. */
  readonly process: number;
  /** When it took the lock, ISO 8601 in UTC. */
  readonly since: string;
}

/**
 * A lock that this process holds. Disposing of it removes its file.
 *
 * @category Stores and checkpoints
 */
export interface FileLock extends Disposable {
  /** Who held it before and ended without giving it back, as where it was killed; mostly `null`. */
  readonly abandonedBy: LockHolder | null;
}

/**
 * Takes a lock, a file that says who holds it. The operating system knows whether that process still runs: it lets the
 * lock go when the process ends, however that is, so that nothing has to time out.
 *
 * Where the file system has no locks, as some of networks, everybody gets it.
 *
 * @category Stores and checkpoints
 * @param path The lock's file; its folder must exist.
 * @returns The lock, or who holds it.
 * @throws {Error} The error of the file system.
 *
 * @example
 * ```ts
 * import { takeLock } from "@descent/lab";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const path = `${await Deno.makeTempDir()}/a.lock`;
 * const lock = takeLock(path), other = takeLock(path);
 * assert("abandonedBy" in lock && "process" in other);
 * assertEquals(other.process, Deno.pid);
 * lock[Symbol.dispose]();
 * ```
 */
export function takeLock(path: string): FileLock | LockHolder {
  for (;;) {
    const file = Deno.openSync(path, { read: true, write: true, create: true });
    try {
      const isOurs = tryLock(file);
      if (isOurs && !isFileAt(path, file)) {
        // It was given back, and its file removed, between the two calls.
        file.close();
        continue;
      }
      const holder = holderIn(file);
      if (!isOurs) {
        file.close();
        return holder ?? UNKNOWN;
      }
      write(file, { host: hostName(), process: Deno.pid, since: new Date().toISOString() });
      let isHeld = true;
      return {
        abandonedBy: holder,
        [Symbol.dispose]() {
          if (!isHeld) return;
          isHeld = false;
          // While it is held still, so that nobody else's file is removed.
          removeIfThere(path);
          file.close();
        },
      };
    } catch (error) {
      file.close();
      throw error;
    }
  }
}

/** Its holder has only just taken it. */
const UNKNOWN: LockHolder = { host: null, process: 0, since: new Date(0).toISOString() };

function tryLock(file: Deno.FsFile): boolean {
  try {
    return file.tryLockSync(true);
  } catch {
    return true;
  }
}

function isFileAt(path: string, file: Deno.FsFile): boolean {
  try {
    return Deno.statSync(path).ino === file.statSync().ino;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function holderIn(file: Deno.FsFile): LockHolder | null {
  const bytes = new Uint8Array(1024);
  const length = file.readSync(bytes) ?? 0;
  try {
    const { host, process, since } = JSON.parse(
      new TextDecoder().decode(bytes.subarray(0, length)),
    );
    const isHolder = (host === null || typeof host === "string") && Number.isInteger(process) &&
      typeof since === "string";
    return isHolder ? { host, process, since } : null;
  } catch {
    return null;
  }
}

function write(file: Deno.FsFile, holder: LockHolder): void {
  file.truncateSync(0);
  file.seekSync(0, Deno.SeekMode.Start);
  file.writeSync(new TextEncoder().encode(`${JSON.stringify(holder)}\n`));
}

/** Asking without the permission would stop the program at a prompt. */
function hostName(): string | null {
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "hostname" });
  return state === "granted" ? Deno.hostname() : null;
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}
