import { assertEquals } from "@std/assert";
import { OptionError } from "./option_error.ts";

Deno.test("OptionError is a RangeError that keeps its parts", () => {
  const error = new OptionError("Dataset 'digits'", "count", "an integer", "2.5");
  assertEquals(error instanceof RangeError, true);
  assertEquals([error.option, error.wanted, error.came], ["count", "an integer", "2.5"]);
});
