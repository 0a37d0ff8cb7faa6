import { createEngine } from "@descent/core";
import { shareDataset, type SharedDataset } from "@descent/data";
import { sampleDataset } from "@descent/data/testing";
import { assertEquals, assertStrictEquals } from "@std/assert";
import { acquireResident } from "./_resident_examples.ts";

Deno.test("Data stay in an engine's memory as long as there is room, those read last the longest", async () => {
  using engine = createEngine();
  const shared = await shareDataset(sampleDataset());
  const [a, b, c] = ["a", "b", "c"].map((digest): SharedDataset => ({ ...shared, digest }));
  // 150 images of 16 bytes with their classes: there is room for two of the three.
  const room = 2 * 150 * 17;
  const read = (data: SharedDataset) => {
    const { parts, release } = acquireResident(engine, data, "f32", room);
    release();
    return parts;
  };
  const first = read(a), second = read(b), bytes = engine.bytesInUse;
  assertStrictEquals(read(a), first);
  read(c);
  assertEquals(engine.bytesInUse, bytes);
  assertStrictEquals(read(a), first);
  assertEquals(read(b) === second, false);
});

Deno.test("Data that are read stay whether there is room or not", async () => {
  using engine = createEngine();
  const shared = await shareDataset(sampleDataset());
  const one = acquireResident(engine, shared, "f32", 0), bytes = engine.bytesInUse;
  const other = acquireResident(engine, { ...shared, digest: "other" }, "f32", 0);
  assertEquals(engine.bytesInUse, 2 * bytes);
  assertStrictEquals(acquireResident(engine, shared, "f32", 0).parts, one.parts);
  other.release();
  acquireResident(engine, { ...shared, digest: "third" }, "f32", 0);
  assertEquals(engine.bytesInUse, 2 * bytes);
});
