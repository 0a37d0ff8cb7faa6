import { assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("a reference stands beside ours with a verdict that colour does not say alone", async () => {
  const { markup } = await renderAlone({
    kind: "reference",
    title: "Against the course",
    source: "The course's run",
    rows: [
      { what: "Validation", reference: "96.3 %", ours: "98.1 %", verdict: "met", tone: "good" },
      { what: "Best batch", reference: "15", ours: "20", verdict: "cannot say", tone: "muted" },
    ],
  });
  assertStringIncludes(markup, ">The course&#39;s run</button></th>");
  assertStringIncludes(markup, "96.3 %");
  assertStringIncludes(markup, "met");
  assertStringIncludes(markup, "cannot say");
  // A phone shows cards, whose rules take the table's meaning from its elements.
  assertStringIncludes(markup, '<td role="cell" data-label="Ours" class="words"');
});
