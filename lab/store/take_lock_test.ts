import { FILES, isPermitted, withTemporaryFolder } from "@descent/cli/testing";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { type FileLock, takeLock } from "./take_lock.ts";

const ignore = !isPermitted("takeLock", ...FILES);

function taken(path: string): FileLock {
  const lock = takeLock(path);
  assert("abandonedBy" in lock, "the lock");
  return lock;
}

Deno.test({
  name: "takeLock gives a lock to one at a time, and removes its file with it",
  ignore,
  fn: () =>
    withTemporaryFolder((folder) => {
      const path = `${folder}/a.lock`;
      for (let time = 0; time < 3; time++) {
        const lock = taken(path);
        assertEquals(lock.abandonedBy, null);
        const other = takeLock(path);
        assert("process" in other && other.process === Deno.pid);
        assertEquals(takeLock(path), other);
        lock[Symbol.dispose]();
        lock[Symbol.dispose]();
        assertEquals([...Deno.readDirSync(folder)], []);
      }
      assertThrows(() => takeLock(`${folder}/none/a.lock`), Deno.errors.NotFound);
      return Promise.resolve();
    }),
});

Deno.test({
  name: "takeLock takes over what a process left that was killed, and says whose it was",
  ignore,
  fn: () =>
    withTemporaryFolder((folder) => {
      const path = `${folder}/a.lock`;
      const holder = { host: "fermi", process: 4711, since: "2026-03-01T09:26:49.000Z" };
      Deno.writeTextFileSync(path, JSON.stringify(holder));
      {
        using lock = taken(path);
        assertEquals(lock.abandonedBy, holder);
        const now = takeLock(path);
        assert("process" in now && now.process === Deno.pid);
      }
      for (const text of ["", "{", "[]", "null", '{"host":1}']) {
        Deno.writeTextFileSync(path, text);
        using lock = taken(path);
        assertEquals(lock.abandonedBy, null, text);
      }
      return Promise.resolve();
    }),
});
