import { assertEquals } from "@std/assert";
import { renderFacts } from "./facts.ts";

Deno.test("renderFacts pairs every term with its value, escaped", () => {
  const { markup } = renderFacts([{ term: "Network", value: "784-100-10" }, {
    term: "<b>",
    value: "&",
  }]);
  assertEquals(
    markup.replace(/\s+/g, ""),
    '<dlclass="facts"><div><dt>Network</dt><dd>784-100-10</dd></div>' +
      "<div><dt>&lt;b&gt;</dt><dd>&amp;</dd></div></dl>",
  );
});
