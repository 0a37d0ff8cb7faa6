import { assertEquals } from "@std/assert";
import { LOSS } from "./metric.ts";

Deno.test("LOSS is plain data that survives JSON", () => {
  assertEquals(JSON.parse(JSON.stringify(LOSS)), LOSS);
});
