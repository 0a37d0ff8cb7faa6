import { assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { FILES, isPermitted } from "./testing/mod.ts";
import { asUserError, TaskError } from "./task_error.ts";

Deno.test("asUserError counts wrong values and bad files as the user's to mend", async () => {
  const missing = new Deno.errors.NotFound("Dataset 'mnist': found no images");
  for (const cause of [new TypeError("t"), new RangeError("r"), new SyntaxError("s"), missing]) {
    const error = await assertRejects(() => asUserError(() => Promise.reject(cause)), TaskError);
    assertEquals([error.message, error.exitCode], [cause.message, 2]);
    assertStrictEquals(error.cause, cause);
  }
});

Deno.test({
  name: "asUserError names the path where nothing is, in no words of the system",
  ignore: !isPermitted("asUserError", ...FILES),
  fn: async () => {
    const reads = [
      Deno.readTextFile,
      Deno.stat,
      Deno.open,
      (path: string) => Array.fromAsync(Deno.readDir(path)),
    ];
    for (const read of reads) {
      const error = await assertRejects(
        () => asUserError<unknown>(() => read("no/such 'file'")),
        TaskError,
        "expected a file or folder at 'no/such 'file'', found none; check the path",
      );
      assertEquals(error.message.includes("os error"), false);
    }
  },
});

Deno.test("asUserError passes on results and the machine's failures", async () => {
  assertEquals(await asUserError(() => 7), 7);
  const full = new Deno.errors.PermissionDenied("no");
  const error = await assertRejects(() => asUserError(() => Promise.reject(full)));
  assertStrictEquals(error, full);
});
