import { applyChanges, byteChanges } from "./byte_changes.ts";
import { assertEquals, assertThrows } from "@std/assert";

/** A module of functions without parameters or results that have these instructions. */
function moduleOf(...bodies: number[][]): Uint8Array {
  const code = bodies.flatMap((body) => [body.length + 2, 0, ...body, 0x0b]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 4, 1, 0x60, 0, 0],
    ...[3, bodies.length + 1, bodies.length, ...bodies.map(() => 0)],
    ...[10, code.length + 1, bodies.length, ...code],
  ]);
}

const nop = 0x01;

Deno.test("byteChanges names the bodies that differ and the head of their section", () => {
  const from = moduleOf([], [nop], [nop, nop]), to = moduleOf([], [nop, nop, nop], [nop, nop]);
  const changes = byteChanges(from, to);
  assertEquals(changes.map(({ bytes }) => [...bytes]), [[10, 15, 3], [5, 0, nop, nop, nop, 0x0b]]);
  assertEquals(applyChanges(from, changes), to);
  assertEquals(
    new WebAssembly.Module(applyChanges(from, changes).slice()) instanceof WebAssembly.Module,
    true,
  );
});

Deno.test("byteChanges of equal modules are none", () => {
  assertEquals(byteChanges(moduleOf([nop]), moduleOf([nop])), []);
});

Deno.test("byteChanges refuses modules that differ elsewhere", () => {
  assertThrows(() => byteChanges(moduleOf([nop]), moduleOf([nop], [])), Error, "in bodies alone");
});
