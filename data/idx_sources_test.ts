import { assertEquals, assertMatch } from "@std/assert";
import { idxSources } from "./idx_sources.ts";

Deno.test("each source has ten classes, folders as mirrors, and four files with their sums", () => {
  for (const { name, classNames, mirrors, files } of idxSources) {
    assertEquals(new Set(classNames).size, 10, name);
    for (const mirror of mirrors) {
      assertEquals(new URL(mirror).pathname.endsWith("/"), true, mirror);
    }
    const all = Object.values(files);
    assertEquals(new Set(all.map(({ sha256 }) => sha256)).size, 4, name);
    for (const file of all) {
      assertMatch(file.name, /-(images-idx3|labels-idx1)-ubyte\.gz$/);
      assertMatch(file.sha256, /^[0-9a-f]{64}$/);
      assertMatch(file.contentSha256!, /^[0-9a-f]{64}$/);
    }
  }
});

Deno.test("no two sources share a name or a sum", () => {
  assertEquals(new Set(idxSources.map(({ name }) => name)).size, idxSources.length);
  const sums = idxSources.flatMap(({ files }) =>
    Object.values(files).flatMap(({ sha256, contentSha256 }) => [sha256, contentSha256!])
  );
  assertEquals(new Set(sums).size, sums.length);
});
