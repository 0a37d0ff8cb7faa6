import { assertEquals, assertRejects } from "@std/assert";
import { asFileSystemFailure, isFileSystemFailure } from "./file_system_failure.ts";
import { TaskError } from "./task_error.ts";

const describe = () => ["compare: cannot write 'a'", "nothing is lost"] as const;

Deno.test("asFileSystemFailure says how each failure is mended", async () => {
  for (
    const [message, mend] of [
      ["No space left on device (os error 28): write", "free some space, or name another folder"],
      ["File too large (os error 27)", "raise the limit of file sizes (ulimit -f)"],
      ["Read-only file system (os error 30)", "name a folder that can be written to"],
      ["Permission denied (os error 13): mkdir", "make it writable, or name another folder"],
      ["Input/output error (os error 5)", "see to it, or name another folder"],
    ]
  ) {
    const error = await assertRejects(
      () => asFileSystemFailure(() => Promise.reject(new Error(message)), describe),
      TaskError,
    );
    const came = message.split(" (")[0];
    assertEquals(error.message, `compare: cannot write 'a' (${came}); ${mend}; nothing is lost`);
    assertEquals(error.exitCode, 1);
  }
});

Deno.test("asFileSystemFailure leaves other errors alone", async () => {
  const bug = new TypeError("x is undefined");
  const error = await assertRejects(() => asFileSystemFailure(() => Promise.reject(bug), describe));
  assertEquals(error, bug);
});

Deno.test("isFileSystemFailure knows Deno's classes, and the numbers without a class", () => {
  const errors = [
    new Deno.errors.PermissionDenied("no"),
    new Error("No space left on device (os error 28)"),
    new Error("x"),
    "x",
  ];
  assertEquals(errors.map(isFileSystemFailure), [true, true, false, false]);
});
