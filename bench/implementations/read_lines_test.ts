import { assertEquals } from "@std/assert";
import { readLines } from "./read_lines.ts";

Deno.test("Lines are whole however the stream is cut", async () => {
  const bytes = new TextEncoder().encode("first\nzweitë\n\nlast");
  for (const size of [1, 3, 100]) {
    const chunks = Array.from(
      { length: Math.ceil(bytes.length / size) },
      (_, i) => bytes.slice(i * size, (i + 1) * size),
    );
    assertEquals(await Array.fromAsync(readLines(ReadableStream.from(chunks))), [
      "first",
      "zweitë",
      "",
      "last",
    ]);
  }
});
