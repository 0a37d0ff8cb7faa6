import { assert, assertStringIncludes } from "@std/assert";
import { BadFileError } from "./bad_file_error.ts";

Deno.test("BadFileError counts as a mistake in a file, and has a mend also where none is given", () => {
  const error = new BadFileError("a.idx", "expected 4 bytes, got 3");
  assert(error instanceof SyntaxError);
  assertStringIncludes(error.message, "got 3; get the file again");
});
