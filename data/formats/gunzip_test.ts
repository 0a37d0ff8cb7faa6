import { assertEquals, assertThrows } from "@std/assert";
import { gzipSync } from "node:zlib";
import { gunzipHead, gunzipWhole, isGzip } from "./gunzip.ts";

const content = new Uint8Array(5000).map((_, index) => index * index % 251);
const packed = new Uint8Array(gzipSync(content));

Deno.test("gzip data unpack whole, and their beginning as far as it goes", () => {
  assertEquals([isGzip(packed), isGzip(content)], [true, false]);
  assertEquals(gunzipWhole("a.gz", packed), content);
  const head = gunzipHead(packed.subarray(0, 200));
  assertEquals(head.length > 0, true);
  assertEquals(head, content.subarray(0, head.length));
});

Deno.test("gzip data that unpack to more than they declare, or are cut, are refused", () => {
  const lying = packed.slice();
  new DataView(lying.buffer).setUint32(lying.length - 4, 10, true);
  assertThrows(
    () => gunzipWhole("a.gz", lying),
    SyntaxError,
    "File 'a.gz': expected sound gzip data of the 10 bytes",
  );
  new DataView(lying.buffer).setUint32(lying.length - 4, 2 ** 32 - 1, true);
  assertThrows(() => gunzipWhole("a.gz", lying), SyntaxError, "got 4294967295 declared");
  assertThrows(() => gunzipWhole("a.gz", packed.subarray(0, 100)), SyntaxError);
});

Deno.test("gzip data of another length than their header tells are refused with the mend", () => {
  const lengthOf = (head: Uint8Array) => head[1] + 4999;
  assertEquals(gunzipWhole("a.gz", packed, { lengthOf }), content);
  assertThrows(
    () => gunzipWhole("a.gz", packed, { lengthOf: () => 12, mend: "pack it again" }),
    SyntaxError,
    "File 'a.gz': expected sound gzip data of 12 bytes unpacked, as its header tells, got 5000 declared at its end; pack it again",
  );
});
