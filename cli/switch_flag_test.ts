import { assertEquals } from "@std/assert";
import { switchFlag } from "./switch_flag.ts";

Deno.test("switchFlag is false until it is given", () => {
  const flag = switchFlag({ doc: "A short run." });
  assertEquals([flag.default, flag.read(["true"])], [false, true]);
});
