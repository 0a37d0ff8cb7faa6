import { assertEquals } from "@std/assert";
import { stub } from "@std/testing/mock";
import { print, printError } from "./print.ts";

function closed(): never {
  throw new Deno.errors.BrokenPipe("Broken pipe (os error 32)");
}

Deno.test("print goes on when nobody reads", () => {
  using log = stub(console, "log", closed);
  using error = stub(console, "error", closed);
  print("a result");
  printError("a failure");
  assertEquals([log.calls[0].args, error.calls[0].args], [["a result"], ["a failure"]]);
});
