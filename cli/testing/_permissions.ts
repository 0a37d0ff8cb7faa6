/**
 * Whether a test has what it needs; says why it is skipped when not.
 *
 * @category Testing
 */
export function isPermitted(what: string, ...needed: Deno.PermissionDescriptor[]): boolean {
  const missing = needed.filter((each) => Deno.permissions.querySync(each).state !== "granted");
  if (missing.length > 0) {
    console.log(
      `${what}: skipped, needs ${missing.map(({ name }) => `--allow-${name}`).join(" ")}`,
    );
  }
  return missing.length === 0;
}

/**
 * Permissions of a test that trains in workers and writes to a temporary folder.
 *
 * @category Testing
 */
export const FILES: readonly Deno.PermissionDescriptor[] = [{ name: "read" }, { name: "write" }];

/**
 * Runs a test in a folder of its own and removes it.
 *
 * @category Testing
 */
export async function withTemporaryFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "descent-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
