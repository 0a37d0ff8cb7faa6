import { assert, assertEquals } from "@std/assert";
import { Html, html, jsonForScript, prose } from "./html.ts";

Deno.test("html escapes every value that is not markup itself", () => {
  const hostile = `</script><img src="x" onerror='alert(1)'>&amp;`;
  assertEquals(
    html`<p title="${hostile}">${hostile}</p>`.markup,
    '<p title="&lt;/script&gt;&lt;img src=&quot;x&quot; onerror=&#39;alert(1)&#39;&gt;&amp;amp;">' +
      "&lt;/script&gt;&lt;img src=&quot;x&quot; onerror=&#39;alert(1)&#39;&gt;&amp;amp;</p>",
  );
});

Deno.test("html takes markup, lists and numbers, and leaves nothing for null and false", () => {
  const items = ["a", "<b>"].map((item) => html`<li>${item}</li>`);
  assertEquals(
    html`<ul>${items}${null}${false}${0}</ul>`.markup,
    "<ul><li>a</li><li>&lt;b&gt;</li>0</ul>",
  );
  // An object that only looks like markup, as JSON may hold, is not taken for it.
  const forged = JSON.parse('{"markup":"<b>"}');
  let markup = "";
  try {
    markup = html`${forged}`.markup;
  } catch (error) {
    assert(error instanceof TypeError);
  }
  assert(!markup.includes("<b>"));
});

Deno.test("jsonForScript cannot end its script element and reads back the same", () => {
  const value = { title: "</script><!--<script>\u2028&\u2029" };
  const { markup } = jsonForScript(value);
  assert(!/[<>&\u2028\u2029]/.test(markup));
  assertEquals(JSON.parse(markup), value);
});

Deno.test("prose sets paired backticks as code and leaves a single one alone", () => {
  assertEquals(prose("a `b<c>` d").markup, "a <code>b&lt;c&gt;</code> d");
  assertEquals(prose("5` <wide>").markup, "5` &lt;wide&gt;");
  assert(prose("") instanceof Html);
});
