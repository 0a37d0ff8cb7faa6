/**
 * Checks how many packages the workspace locks: `deno task` fetches all of them before any code runs, so a first
 * `deno task compare` waits for each.
 */

const MOST_PACKAGES = 15;

/** The part of a lock file that counts here. */
export interface LockFile {
  readonly npm?: Readonly<Record<string, unknown>>;
}

/** A sentence when the lock file names too many packages. */
export function packageProblems({ npm = {} }: LockFile): string[] {
  const names = Object.keys(npm);
  return names.length <= MOST_PACKAGES ? [] : [
    `deno.lock: ${names.length} packages, at most ${MOST_PACKAGES}: ${
      names.join(", ")
    }; take a library that needs fewer, or move what needs it out of the workspace`,
  ];
}

if (import.meta.main) {
  const lock = JSON.parse(await Deno.readTextFile("deno.lock")) as LockFile;
  const problems = packageProblems(lock);
  for (const problem of problems) console.error(problem);
  console.log(`Packages: ${Object.keys(lock.npm ?? {}).length}, ${problems.length} problems`);
  if (problems.length > 0) Deno.exit(1);
}
