import { assertEquals } from "@std/assert";
import { capitalized } from "./capitalized.ts";

Deno.test("capitalized changes the first letter alone", () => {
  assertEquals(["validation MSE", "Test", "", "5th"].map(capitalized), [
    "Validation MSE",
    "Test",
    "",
    "5th",
  ]);
});
