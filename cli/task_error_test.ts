import { assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { asUserError, TaskError } from "./task_error.ts";

Deno.test("asUserError counts wrong values and bad files as the user's to mend", async () => {
  const missing = new Deno.errors.NotFound("Dataset 'mnist': found no images");
  for (const cause of [new TypeError("t"), new RangeError("r"), new SyntaxError("s"), missing]) {
    const error = await assertRejects(() => asUserError(() => Promise.reject(cause)), TaskError);
    assertEquals([error.message, error.exitCode], [cause.message, 2]);
    assertStrictEquals(error.cause, cause);
  }
});

Deno.test("asUserError passes on results and the machine's failures", async () => {
  assertEquals(await asUserError(() => 7), 7);
  const full = new Deno.errors.PermissionDenied("no");
  const error = await assertRejects(() => asUserError(() => Promise.reject(full)));
  assertStrictEquals(error, full);
});
