import { assertEquals, assertStringIncludes } from "@std/assert";
import { circleProblems, upwardProblems } from "./check_layering.ts";

/** Files given by what they import: `{ "core/a.ts": ["./b.ts"] }`. */
function files(imports: Readonly<Record<string, readonly string[]>>) {
  return Object.entries(imports).map(([path, specifiers]) => ({
    path,
    text: specifiers.map((specifier) => `import "${specifier}";`).join("\n"),
  }));
}

Deno.test("circleProblems and upwardProblems are content with layers", () => {
  const layered = files({
    "core/mod.ts": ["./a/x.ts", "./b/y.ts", "./shape.ts"],
    "core/a/x.ts": ["../b/y.ts", "../shape.ts", "./_x.ts"],
    "core/a/_x.ts": [],
    "core/b/y.ts": ["../shape.ts", "@descent/layers"],
    "core/shape.ts": ["node:util", "./no_such.ts"],
  });
  assertEquals(circleProblems(layered), []);
  assertEquals(upwardProblems(layered), []);
});

Deno.test("circleProblems names the circle of two files and both imports", () => {
  assertEquals(
    circleProblems(
      files({ "core/a.ts": ["./c.ts", "./b.ts"], "core/b.ts": ["./a.ts"], "core/c.ts": [] }),
    ),
    [
      "core: circle of a.ts -> b.ts -> a.ts (core/a.ts:2 imports core/b.ts; core/b.ts:1 imports core/a.ts)",
    ],
  );
});

Deno.test("circleProblems sees every form of import, of types too, and no example", () => {
  const back = { path: "core/b.ts", text: 'import "./a.ts";' };
  for (
    const text of [
      'import type { B } from "./b.ts";',
      'export * from "./b.ts";',
      'type B = import("./b.ts").B;',
      'const b = () => import("./b.ts");',
      'const b = () => new Worker(new URL("./b.ts", import.meta.url));',
    ]
  ) assertEquals(circleProblems([{ path: "core/a.ts", text }, back]).length, 1, text);
  const example = '/**\n * ```ts\n * import "./b.ts";\n * ```\n */\nexport const a = 1;';
  assertEquals(circleProblems([{ path: "core/a.ts", text: example }, back]), []);
});

Deno.test("circleProblems takes a folder as one, whichever of its files import", () => {
  const folders = files({
    "core/a/x.ts": ["../b/y.ts"],
    "core/b/y.ts": [],
    "core/b/z.ts": ["../c/deep/v.ts"],
    "core/c/deep/v.ts": [],
    "core/c/w.ts": ["../a/x.ts"],
  });
  const [problem, ...others] = circleProblems(folders);
  assertStringIncludes(problem, "core: circle of a/ -> b/ -> c/ -> a/ (core/a/x.ts:1");
  assertEquals(others, []);
  const fileAndFolder = files({
    "core/a.ts": ["./b/x.ts"],
    "core/b/x.ts": ["./y.ts"],
    "core/b/y.ts": ["../a.ts"],
  });
  assertStringIncludes(circleProblems(fileAndFolder)[0], "core: circle of a.ts -> b/ -> a.ts");
});

Deno.test("circleProblems tells circles apart, and joins those that hang together", () => {
  const apart = { "core/a.ts": ["./b.ts"], "core/b.ts": ["./a.ts"], "core/c.ts": ["./d.ts"] };
  assertEquals(circleProblems(files({ ...apart, "core/d.ts": ["./c.ts"] })).length, 2);
  const [joined, ...others] = circleProblems(
    files({ ...apart, "core/b.ts": ["./a.ts", "./c.ts"], "core/d.ts": ["./b.ts"] }),
  );
  assertStringIncludes(joined, "with 2 more");
  assertEquals(others, []);
});

Deno.test("upwardProblems names an import of a file above that needs a folder", () => {
  const above = { "core/a/x.ts": ["../top.ts"], "core/top.ts": ["./b/y.ts"], "core/b/y.ts": [] };
  assertEquals(upwardProblems(files(above)), [
    "core/a/x.ts:1: runs up to core/top.ts, which imports core/b/y.ts",
  ]);
  assertEquals(circleProblems(files(above)), []);
  assertEquals(
    upwardProblems(
      files({ ...above, "core/top.ts": ["./beside.ts"], "core/beside.ts": ["./b/y.ts"] }),
    ),
    ["core/a/x.ts:1: runs up to core/top.ts, which comes by core/beside.ts to core/b/y.ts"],
  );
  assertEquals(upwardProblems(files({ ...above, "core/top.ts": [] })), []);
});

Deno.test("Tests may import anything", () => {
  const tested = files({
    "core/a/x_test.ts": ["../mod.ts"],
    "core/mod.ts": ["./a/x.ts"],
    "core/a/x.ts": [],
  });
  assertEquals([...circleProblems(tested), ...upwardProblems(tested)], []);
});
