import { assertEquals } from "@std/assert";
import { sha256 } from "./sha256.ts";

Deno.test("sha256 is that of the standard's examples, for text and bytes", async () => {
  const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  assertEquals(await sha256("abc"), abc);
  assertEquals(await sha256(Uint8Array.of(97, 98, 99)), abc);
});

Deno.test("sha256 of a million letters is that of the standard's examples, on shared memory too", async () => {
  const [size, rest] = [1e6, 2 ** 20];
  const wanted = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
  const letters = new Uint8Array(new SharedArrayBuffer(rest)).fill(97);
  assertEquals(await sha256(letters.subarray(0, size)), wanted);
  // Through the implementation for large ones.
  assertEquals(await sha256(letters), await sha256("a".repeat(rest)));
  const whole = await crypto.subtle.digest("SHA-256", Uint8Array.from(letters));
  assertEquals(await sha256(letters), new Uint8Array(whole).toHex());
});
