import { assertEquals } from "@std/assert";
import { DownloadError } from "./download_error.ts";

Deno.test("DownloadError keeps its sentence", () => {
  const error = new DownloadError("no mirror gave it");
  assertEquals([error instanceof Error, String(error)], [true, "DownloadError: no mirror gave it"]);
});
