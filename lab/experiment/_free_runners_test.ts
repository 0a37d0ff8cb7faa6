import { assertEquals } from "@std/assert";
import { FreeRunners } from "./_free_runners.ts";

Deno.test("FreeRunners hands each runner to one at a time, in the order in which they are asked for", async () => {
  const free = new FreeRunners(["a", "b"]);
  assertEquals([await free.take(), await free.take()], ["a", "b"]);
  const given: string[] = [];
  const asked = ["first", "second"].map(async (name) => {
    const runner = await free.take();
    given.push(`${name} has ${runner}`);
  });
  await Promise.resolve();
  assertEquals(given, []);
  free.give("b");
  await asked[0];
  assertEquals(given, ["first has b"]);
  free.give("a");
  await asked[1];
  assertEquals(given, ["first has b", "second has a"]);
});
