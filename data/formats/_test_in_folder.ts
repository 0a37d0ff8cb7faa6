/** Defines a test that has a folder of its own; without permission for one it is skipped. */
export function testInFolder(name: string, body: (folder: string) => void | Promise<void>): void {
  Deno.test({
    name,
    ignore: (["read", "write"] as const).some((name) =>
      Deno.permissions.querySync({ name }).state !== "granted"
    ),
    fn: async () => {
      const folder = Deno.makeTempDirSync();
      try {
        await body(folder);
      } finally {
        Deno.removeSync(folder, { recursive: true });
      }
    },
  });
}
