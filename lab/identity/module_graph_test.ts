import { assertEquals } from "@std/assert";
import { moduleGraph } from "./module_graph.ts";

/** Addresses of the graph of `file:///m/a.ts` among files in memory. */
function addresses(files: Record<string, string>, members: Record<string, string> = {}): string[] {
  const graph = moduleGraph("file:///m/a.ts", {
    read: (url) => files[url],
    resolve: (specifier) => members[specifier] ?? specifier,
  });
  return graph.map(({ address, text }) => text === undefined ? `? ${address}` : address);
}

Deno.test("moduleGraph follows every kind of import to files, and each file once", () => {
  const files = {
    "file:///m/a.ts": `import { b } from "./b.ts";
      export * from '../c.ts';
      import type { T } from "./types.ts";
      import "./effect.ts";
      import manifest from "./deno.json" with { type: "json" };
      const later = await import("./later.ts");
      const worker = new URL("./worker.ts", import.meta.url);`,
    "file:///m/b.ts": 'import {\n  a,\n  c,\n} from "./a.ts";',
    "file:///c.ts": 'import "./m/b.ts";',
    "file:///m/types.ts": "",
    "file:///m/effect.ts": "",
    "file:///m/deno.json": '{"version": "1"}',
    "file:///m/later.ts": "",
    "file:///m/worker.ts": 'import"./minified.ts"',
    "file:///m/minified.ts": "",
  };
  assertEquals(addresses(files), [
    "file:///m/a.ts",
    "file:///m/b.ts",
    "file:///c.ts",
    "file:///m/types.ts",
    "file:///m/effect.ts",
    "file:///m/deno.json",
    "file:///m/later.ts",
    "file:///m/worker.ts",
    "file:///m/minified.ts",
  ]);
});

Deno.test("moduleGraph names what is no file, and passes examples in docstrings over", () => {
  const text = `/**
     * import { x } from "./example.ts";
     */
    // import "./comment.ts";
    import { parse } from "parser";
    import { core } from "@descent/core";
    import cpus from "node:os";
    const url = new URL("https://example.org/x");`;
  const files = { "file:///m/a.ts": text, "file:///core/mod.ts": 'import "./gone.ts";' };
  assertEquals(addresses(files, { "@descent/core": "file:///core/mod.ts" }), [
    "file:///m/a.ts",
    "? parser",
    "file:///core/mod.ts",
    "? node:os",
    "? file:///core/gone.ts",
  ]);
});
