import { assertEquals } from "@std/assert";
import { failureLine } from "./failure_line.ts";

Deno.test("The error is found above Deno's excerpt and stack", () => {
  const printed = [
    "\x1b[31merror\x1b[0m: Uncaught (in promise) NotFound: Blas: expected a library, found none",
    "  throw new Deno.errors.NotFound(",
    "        ^",
    "    at openBlas (file:///blas_library.ts:90:9)",
  ];
  assertEquals(failureLine(printed), "NotFound: Blas: expected a library, found none");
});

Deno.test("The error is found below Python's traceback", () => {
  const printed = [
    "Traceback (most recent call last):",
    '  File "pytorch.py", line 46, in <module>',
    "ModuleNotFoundError: No module named 'torch'",
    "",
  ];
  assertEquals(failureLine(printed), "ModuleNotFoundError: No module named 'torch'");
});

Deno.test("Without an error the last words count", () => {
  assertEquals(failureLine(["one", "Killed", " "]), "Killed");
  assertEquals(failureLine([]), "no reason given");
});
