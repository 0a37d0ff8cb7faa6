import { assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { onUsersBehalf, TaskError } from "./task_error.ts";

Deno.test("onUsersBehalf counts wrong values and bad files as the user's to mend", async () => {
  const missing = new Deno.errors.NotFound("Dataset 'mnist': found no images");
  for (const cause of [new TypeError("t"), new RangeError("r"), new SyntaxError("s"), missing]) {
    const error = await assertRejects(() => onUsersBehalf(() => Promise.reject(cause)), TaskError);
    assertEquals([error.message, error.exitCode], [cause.message, 2]);
    assertStrictEquals(error.cause, cause);
  }
});

Deno.test("onUsersBehalf passes on results and the machine's failures", async () => {
  assertEquals(await onUsersBehalf(() => 7), 7);
  const full = new Deno.errors.PermissionDenied("no");
  const error = await assertRejects(() => onUsersBehalf(() => Promise.reject(full)));
  assertStrictEquals(error, full);
});
