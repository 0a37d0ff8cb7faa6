import { assertEquals } from "@std/assert";
import { renderAlone } from "./_render_alone.ts";

Deno.test("tabs are panels with their headings, all of them there without JavaScript", async () => {
  const { markup } = await renderAlone({
    kind: "tabs",
    title: "Networks",
    sections: [
      { kind: "text", title: "Small", points: ["One."] },
      { kind: "text", title: "Large", points: ["Two."] },
    ],
  });
  const panels = [...markup.matchAll(/<div class="panel" id="([^"]*)">.*?<h3>(\w+)<\/h3>/g)];
  assertEquals(panels.map(([, id, title]) => [id, title]), [
    ["panel-Small-0", "Small"],
    ["panel-Large-1", "Large"],
  ]);
});
