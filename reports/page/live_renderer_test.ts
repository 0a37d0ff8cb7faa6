import { assert, assertEquals, assertNotEquals, assertStringIncludes } from "@std/assert";
import { pageOfEveryKind } from "../testing/page_of_every_kind.ts";
import { liveRenderer } from "./live_renderer.ts";

const texts = { kicker: "Live", title: "compare", question: "Which?" };
const HOSTILE = "</script><img src=x onerror=alert(1)>\"'";

Deno.test("liveRenderer renders sections of every kind, and texts from outside as text", async () => {
  const renderer = liveRenderer({ kicker: HOSTILE, title: HOSTILE, question: HOSTILE });
  const { sections, headline } = pageOfEveryKind(HOSTILE);
  const parts = [
    renderer.finding({ answer: HOSTILE, headline }),
    renderer.progress({
      done: 1,
      total: 2,
      facts: [{ term: HOSTILE, value: HOSTILE }],
      running: [{
        id: HOSTILE,
        title: HOSTILE,
        at: HOSTILE,
        share: 0.5,
        score: HOSTILE,
        isStopping: false,
      }],
      canStop: true,
      ending: HOSTILE,
    }),
    ...await renderer.sections("result", sections),
  ];
  assertEquals(parts.length, sections.length + 2);
  assertEquals(new Set(parts.map(({ name }) => name)).size, parts.length);
  const page = await renderer.document(parts, { nonce: "n", data: { token: HOSTILE } });
  assert(!page.includes("<img src=x"), "markup of a text");
  assertEquals(page.match(/<script/g)?.length, page.match(/<\/script>/g)?.length);
});

Deno.test("liveRenderer keeps the numbers of charts and the colours of names", async () => {
  const renderer = liveRenderer(texts);
  const { sections } = pageOfEveryKind("plain");
  const charts = sections.filter(({ kind }) => kind === "bars" || kind === "curves");
  const once = await renderer.sections("result", charts);
  const again = await renderer.sections("result", charts.toReversed());
  const byName = (parts: typeof once) => parts.toSorted((a, b) => a.name < b.name ? -1 : 1);
  assertEquals(byName(again), byName(once));
  const numbers = once.flatMap(({ figures }) => Object.keys(figures));
  assertEquals(new Set(numbers).size, numbers.length);
  for (const { html, figures } of once) {
    for (const number of Object.keys(figures)) {
      assertStringIncludes(html, `data-figure="${number}"`);
    }
  }
});

Deno.test("liveRenderer offers to stop only where one may", () => {
  const renderer = liveRenderer(texts);
  const trial = { id: "a", title: "A", at: "", share: 0, score: "", isStopping: false };
  const progress = { done: 0, total: 1, facts: [], running: [trial], canStop: true, ending: null };
  const buttons = (changes: Partial<typeof progress> | { readonly ending: string }) =>
    renderer.progress({ ...progress, ...changes }).html.match(/<button/g)?.length ?? 0;
  assertEquals([buttons({}), buttons({ canStop: false })], [2, 0]);
  const stopping = { ...trial, isStopping: true };
  assertStringIncludes(
    renderer.progress({ ...progress, running: [stopping] }).html,
    "disabled",
  );
  assertNotEquals(
    renderer.progress(progress).html,
    renderer.progress({ ...progress, done: 1 }).html,
  );
});
