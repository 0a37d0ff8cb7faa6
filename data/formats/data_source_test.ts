import { assertEquals } from "@std/assert";
import { gzipSync } from "node:zlib";
import { testInFolder } from "./_test_in_folder.ts";
import { dataSource } from "./data_source.ts";

testInFolder(
  "a folder lists its files and folders, a file shows its beginning unpacked",
  (folder) => {
    Deno.mkdirSync(`${folder}/b`);
    Deno.writeFileSync(`${folder}/c.gz`, gzipSync(new Uint8Array([1, 2, 3])));
    Deno.writeTextFileSync(`${folder}/.hidden`, "");
    Deno.writeTextFileSync(`${folder}/a`, "x".repeat(1000));
    const source = dataSource(`${folder}/`);
    assertEquals([source.files, source.folders, source.head.length], [["a", "c.gz"], ["b"], 0]);
    assertEquals(source.open("a").head.length, 512);
    const { head, name, bytes } = source.open("c.gz");
    assertEquals([head, name, bytes()], [
      new Uint8Array([1, 2, 3]),
      "c.gz",
      new Uint8Array([1, 2, 3]),
    ]);
  },
);

testInFolder("the pieces of a file join to its content, plain or unpacked", (folder) => {
  const content = Uint8Array.from({ length: 600_000 }, (_, i) => i % 251);
  Deno.writeFileSync(`${folder}/plain`, content);
  Deno.writeFileSync(`${folder}/packed`, gzipSync(content));
  const source = dataSource(folder);
  for (const [name, count] of [["plain", 3], ["packed", 1]] as const) {
    const pieces = [...source.open(name).pieces()];
    assertEquals(pieces.length, count);
    assertEquals(new Uint8Array(pieces.flatMap((piece) => [...piece])), content);
  }
});
