import { encodeSafetensors } from "@descent/models";
import { assertThrows } from "@std/assert";
import { NO_DIGEST, seal } from "./_seal.ts";
import { decodeCheckpoint } from "./decode_checkpoint.ts";

const place = { path: "c", training: "mine" };

Deno.test("decodeCheckpoint refuses other files and other versions, each with a sentence", () => {
  for (const bytes of [new Uint8Array(0), new Uint8Array(200), encodeSafetensors(new Map())]) {
    assertThrows(() => decodeCheckpoint(bytes, place), SyntaxError, "c: its checksum does not");
  }
  const later = encodeSafetensors(new Map(), { sha256: NO_DIGEST, version: "2", training: "mine" });
  seal(later);
  assertThrows(() => decodeCheckpoint(later, place), SyntaxError, "expected version 1, got 2");
});
