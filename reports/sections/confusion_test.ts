import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("a confusion matrix names classes on both axes and writes shares of each class", async () => {
  const { markup } = await renderAlone({
    kind: "confusion",
    title: "Confusion",
    classes: ["<b>ant</b>", "bee"],
    matrices: [{ series: "adam", title: "Adam, 2 seeds", counts: [[399, 1], [30, 70]] }],
  });
  const cells = [...markup.matchAll(/<td title="([^"]*)"[^>]*>([^<]*)<\/td>/g)];
  assertEquals(cells.map(([, , text]) => text), ["&gt;99", "&lt;1", "30", "70"]);
  assertEquals(cells[2][1], "30 of 100 of bee taken for &lt;b&gt;ant&lt;/b&gt;");
  assertEquals(markup.match(/scope="row"[^>]*>bee/g)?.length, 1);
  assertEquals(markup.match(/scope="col"[^>]*><span>bee/g)?.length, 1);
  assertStringIncludes(markup, "Adam, 2 seeds</figcaption>");
  assert(!markup.includes("<b>ant"));
});

Deno.test("a class without examples has an empty row", async () => {
  const { markup } = await renderAlone({
    kind: "confusion",
    title: "Confusion",
    classes: ["a", "b"],
    matrices: [{ series: "adam", title: "Adam", counts: [[2, 0], [0, 0]] }],
  });
  assertEquals([...markup.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text]) => text), [
    "100",
    "",
    "",
    "",
  ]);
});
