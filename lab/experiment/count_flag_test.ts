import { assertEquals } from "@std/assert";
import { countFlag } from "./count_flag.ts";

Deno.test("countFlag takes whole numbers from two to the most", () => {
  const flag = countFlag("rates", 4, 2, 40);
  assertEquals(["1", "2", "40", "41"].map((text) => flag.read([text])), [
    undefined,
    2,
    40,
    undefined,
  ]);
});
