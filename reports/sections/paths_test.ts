import { assertRejects, assertStringIncludes } from "@std/assert";
import { renderPage } from "../page/render_page.ts";
import type { PathsSection } from "./paths.ts";

const section: PathsSection = {
  kind: "paths",
  title: "Paths",
  functions: [{
    name: "bowl",
    title: "</script><b>",
    window: [-1, 1, -1, 1],
    start: [1, 1],
    minima: [[0, 0]],
    minimum: 0,
    code: "{value:([x])=>x*x,gradient:([x])=>[2*x,0]}",
  }],
  rules: [],
};
const page = { kicker: "", title: "Paths", headline: "", sections: [section] };

Deno.test("paths let their page compile WebAssembly, and no other page", async () => {
  const html = await renderPage(page);
  assertStringIncludes(html, '&#39;wasm-unsafe-eval&#39;">');
  assertStringIncludes(html, String.raw`"title":"\u003c/script\u003e\u003cb\u003e"`);
  const plain = await renderPage({ ...page, sections: [] });
  if (plain.includes("wasm-unsafe-eval")) throw new Error("expected no WebAssembly");
});

Deno.test("paths refuse a program that ends its script", async () => {
  const functions = [{ ...section.functions[0], code: '"</script>"' }];
  await assertRejects(
    () => renderPage({ ...page, sections: [{ ...section, functions }] }),
    TypeError,
    "expected programs without an end of a script",
  );
});
