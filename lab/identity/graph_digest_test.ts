import { assertEquals, assertNotEquals } from "@std/assert";
import { graphDigest } from "./graph_digest.ts";

Deno.test("graphDigest does not take two graphs for one whose texts join to the same", () => {
  const digests = [["ab", "c"], ["a", "bc"], ["abc"], ["abc", ""]].map((texts) =>
    graphDigest(texts.map((text, index) => ({ address: `file:///${index}.ts`, text })))
  );
  assertEquals(new Set(digests).size, digests.length);
});

Deno.test("graphDigest counts a package by its address and by its locked version", () => {
  const lock = (version: string) => `{ "npm:valibot@^1.5.0": "${version}" }`;
  for (const address of ["valibot", "npm:valibot@^1.5.0", "npm:/valibot@^1.5.0/dist"]) {
    const digest = graphDigest([{ address }], lock("1.5.0"));
    assertNotEquals(graphDigest([{ address }], lock("1.5.1")), digest);
    assertNotEquals(graphDigest([{ address: "temml" }], lock("1.5.0")), digest);
  }
  const other = [{ address: "val" }];
  assertEquals(graphDigest(other, lock("1.5.0")), graphDigest(other));
});

Deno.test("graphDigest of published modules is that of their addresses, which have the versions", () => {
  const at = (version: string) => [{ address: `https://jsr.io/@descent/core/${version}/mod.ts` }];
  assertNotEquals(graphDigest(at("0.1.0")), graphDigest(at("0.1.1")));
});
