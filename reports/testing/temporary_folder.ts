/** Whether tests may write files; says why the test is skipped when not. */
export function mayWriteFiles(what: string): boolean {
  const folder = Deno.permissions.querySync({ name: "env", variable: "TMPDIR" }).state === "granted"
    ? Deno.env.get("TMPDIR") ?? "/tmp"
    : "/tmp";
  const granted = (["read", "write"] as const).every((name) =>
    Deno.permissions.querySync({ name, path: folder }).state === "granted"
  );
  if (!granted) console.log(`${what}: skipped, needs --allow-read and --allow-write`);
  return granted;
}

/** Runs a test in a folder of its own and removes it. */
export async function withTemporaryFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "descent-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
