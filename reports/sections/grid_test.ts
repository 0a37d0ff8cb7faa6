import { assertEquals, assertStringIncludes } from "@std/assert";
import { sampleRun } from "../testing/sample_run.ts";
import { renderAlone } from "./_render_alone.ts";
import type { CurvesSection } from "./curves.ts";

function curves(title: string, names: readonly string[]): CurvesSection {
  const series = names.map((name) => ({ name, title: name, runs: [sampleRun().metrics] }));
  return {
    kind: "curves",
    title,
    series,
    charts: [{ title, column: "train/loss" }],
    axes: ["step"],
  };
}

Deno.test("a grid has one legend more, which names every series of its sections once", async () => {
  const { markup, figures } = await renderAlone({
    kind: "grid",
    title: "By depth",
    sections: [curves("Two", ["adam", "sgd"]), curves("Ten", ["sgd", "momentum"])],
  });
  const [shared] = markup.split('<div class="grid">');
  assertEquals(
    [...shared.matchAll(/data-series="(\w+)"/g)].map(([, name]) => name),
    ["adam", "sgd", "momentum"],
  );
  assertEquals(figures.length, 2);
  assertStringIncludes(markup, "<h3>Ten</h3>");
});

Deno.test("a grid of words has no legend", async () => {
  const { markup } = await renderAlone({
    kind: "grid",
    title: "Words",
    sections: [{ kind: "text", title: "One" }],
  });
  assertEquals(markup.includes("legend"), false);
});
