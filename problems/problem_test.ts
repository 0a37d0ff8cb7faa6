import { assertEquals } from "@std/assert";
import { preprocessingText } from "./problem.ts";

Deno.test("preprocessingText says scale and mean in words", () => {
  assertEquals(
    preprocessingText({ scale: 1, centred: true }),
    "pixels 0..255, less the training mean",
  );
  assertEquals(preprocessingText({ scale: 1 / 255, centred: false }), "pixels / 255");
  assertEquals(preprocessingText({ scale: 1 / 127.5, centred: false }), "pixels / 127.5");
});
