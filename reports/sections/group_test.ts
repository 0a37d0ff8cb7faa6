import { assert, assertStringIncludes } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("a group has its facts, then its sections under headings of a lower level", async () => {
  const { markup } = await renderAlone({
    kind: "group",
    title: "Digits",
    facts: [{ term: "Network", value: "784-100-10" }],
    sections: [
      { kind: "text", title: "Result", text: "One." },
      { kind: "text", title: "Training", text: "Two." },
    ],
  });
  assertStringIncludes(markup, "<h2>Digits</h2>");
  const places = ["<dt>Network</dt>", "<h3>Result</h3>", "<h3>Training</h3>"]
    .map((part) => markup.indexOf(part));
  assert(places.every((place, index) => place > (places[index - 1] ?? 0)), markup);
});

Deno.test("a group without facts has no list of them", async () => {
  const { markup } = await renderAlone({ kind: "group", title: "Digits", sections: [] });
  assert(!markup.includes("<dl"));
});
