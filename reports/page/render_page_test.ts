import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { pageOfEveryKind } from "../testing/page_of_every_kind.ts";
import { plotlyBundle, plotlyLibrary } from "./_plotly_library.ts";
import { renderPage } from "./render_page.ts";

const HOSTILE = `</script><img src=x onerror="document.title='hacked'"><!--`;

Deno.test("renderPage keeps hostile text out of the markup, in every kind of section", async () => {
  const html = await renderPage(pageOfEveryKind(HOSTILE), [{ name: HOSTILE, bytes: 1 }]);
  assert(!/<img(?! src="data:image\/png;)/.test(html));
  assert(!html.includes("<!--"));
  const opened = html.match(/<script[ >]/g)?.length;
  assertEquals(html.match(/<\/script>/g)?.length, opened);
});

Deno.test("renderPage gives every id once", async () => {
  const html = await renderPage(pageOfEveryKind("Same title"));
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  assertEquals(ids.length, new Set(ids).size);
  for (const [, id] of html.matchAll(/ href="#([^"]*)"/g)) assert(ids.includes(id), id);
});

Deno.test("renderPage needs nothing from outside and stays below 6 MB", async () => {
  const html = await renderPage(pageOfEveryKind("plain"), [{ name: "trials.csv", bytes: 1200 }]);
  const addresses = [...html.matchAll(/(?:src|href)="([^"#][^"]*)"/g)].map(([, address]) =>
    address
  );
  assertEquals(addresses.filter((address) => !address.startsWith("data:")), ["a", "trials.csv"]);
  assertStringIncludes(html, `content="default-src 'none';`);
  assert(new TextEncoder().encode(html).length < 6e6);
  assertStringIncludes(html, "trials.csv</a> (2 kB)");
});

Deno.test("renderPage carries Plotly and its licence with charts, and only then", async () => {
  const html = await renderPage(pageOfEveryKind("plain"));
  assertStringIncludes(html, "Permission is hereby granted, free of charge");
  const words = await renderPage({ kicker: "", title: "Words", headline: "", sections: [] });
  assert(!words.includes("plotly"));
  assert(words.length < 30_000);
});

Deno.test("renderPage carries the smallest bundle that draws a page's charts", async () => {
  const name = async (data: readonly Readonly<Record<string, unknown>>[]) =>
    (await plotlyLibrary(plotlyBundle([{ data, layout: {}, height: 1, description: "" }]))).name;
  const [line, map, solid] = ["scatter", "heatmap", "scatter3d"].map((type) => ({ type }));
  assertMatch(await name([line]), /plotly\.js \(basic/);
  assertMatch(await name([line, map]), /plotly\.js \(cartesian/);
  assertEquals(plotlyBundle([{ data: [solid], layout: {}, height: 1, description: "" }]), "whole");
});

Deno.test("renderPage gives the same bytes for the same page", async () => {
  const page = pageOfEveryKind("plain");
  assertEquals(await renderPage(page) === await renderPage(page), true);
});
