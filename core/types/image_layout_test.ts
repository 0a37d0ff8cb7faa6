import { assertEquals } from "@std/assert";
import { allPlanes, blockChannels } from "./image_layout.ts";

Deno.test("Channels lie in planes where nobody asks for blocks of 16", () => {
  assertEquals(allPlanes, { input: "planes", output: "planes" });
  assertEquals(blockChannels, 16);
});
