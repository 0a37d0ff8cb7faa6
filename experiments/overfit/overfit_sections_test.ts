import type { Section } from "@descent/reports";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { resultOf, runOf } from "./_sample_overfit.ts";
import { overfitSections } from "./overfit_sections.ts";

const grid = [runOf(0.1, 1), runOf(1, 0.5)];
const finals = [runOf(0.1, 1), runOf(0.1, 0.9)];
const three = resultOf({ grid, best: grid[0], finals });
const five = resultOf({ depth: 5, grid: [runOf(0.1, 1, 0.4), grid[1]], best: grid[0] });

/** The section of a title, among groups too. */
function sectionOf(sections: readonly Section[], title: string): Section {
  const all = sections.flatMap((each) => each.kind === "group" ? each.sections : [each]);
  return all.find((each) => each.title === title)!;
}

Deno.test("overfitSections has the depths beside each other, then a group for each", () => {
  const titles = (sections: readonly Section[]) => sections.map(({ title }) => title);
  assertEquals(titles(overfitSections([three, five], "mnist")), [
    "Which settings overfit",
    "How many settings overfit",
    "Three layers",
    "Five layers",
  ]);
  assertEquals(titles(overfitSections([five], "mnist")), ["Which settings overfit", "Five layers"]);
});

Deno.test("the maps lay the end of training out over rate and weight scale, a tab for each optimizer", () => {
  const other = resultOf({ name: "adam", title: "Adam", grid });
  const [maps] = overfitSections([three, other, five, { ...other, depth: 5 }], "mnist");
  assert(maps.kind === "tabs");
  assertEquals(maps.sections.map(({ title }) => title), ["SGD", "Adam"]);
  const [sgd, adam] = maps.sections;
  assert(sgd.kind === "heatmaps");
  const { x, y, cells } = sgd.maps[0];
  assertEquals([x.values, y.values, cells], [[0.01], [0.1, 1], [[1], [0.5]]]);
  assertEquals(sgd.maps.map(({ title }) => title), [
    "Three layers, training accuracy",
    "Five layers, training accuracy",
    "Three layers, validation accuracy",
    "Five layers, validation accuracy",
  ]);
  assertEquals(
    sgd.text?.[0],
    "Three layers: 1 of 2 settings overfit, at weight scales from 0.1 to 0.1; the best is weight scale 0.1 and " +
      "learning rate 0.01.",
  );
  assertEquals(adam.text?.[0], "Three layers: no trial was completed.");
});

Deno.test("the table of both depths counts settings, and concludes nothing from one seed", () => {
  const table = sectionOf(overfitSections([three, five], "mnist"), "How many settings overfit");
  assert(table.kind === "table");
  assertEquals(table.rows[0].slice(1), [1, 1, 1, 0]);
  const none = resultOf({ grid: [grid[1]] });
  const other = sectionOf(overfitSections([none, five], "mnist"), "How many settings overfit");
  assertEquals(other.kind === "table" && other.rows[0].slice(1), [0, 1, 0, 0]);
  assertStringIncludes(table.note!, "with one seed, from whose differences nothing follows");
});

Deno.test("the reference's figures are judged by further seeds, and not by the trial that was chosen", () => {
  const rowsOf = (given: typeof three) => {
    const section = sectionOf(overfitSections([given], "mnist"), "Beside the reference run");
    assert(section.kind === "reference");
    return section.rows.map(({ reference, ours, verdict }) => [reference, ours, verdict]);
  };
  assertEquals(rowsOf(three), [
    ["yes", "by 1 of 2 seeds", "cannot say"],
    ["53.14\u202f%", "60.00\u202f%", "cannot say"],
    ["53.14\u202f%", "60.00\u202f%", "chosen for it"],
  ]);
  const seeds = [0.6, 0.61, 0.6, 0.62].map((validation) => runOf(0.1, 1, validation));
  const verdicts = rowsOf({ ...three, finals: seeds }).map(([, , verdict]) => verdict);
  assertEquals(verdicts, ["reached by most seeds", "reached", "chosen for it"]);
  const nothing = rowsOf(resultOf({ depth: 5 }));
  assertEquals(nothing.map(([reference, ours]) => [reference, ours]), [
    ["yes", "by 0 of 0 seeds"],
    ["50.10\u202f%", "–"],
    ["50.10\u202f%", "–"],
  ]);
});

Deno.test("the best settings say how many seeds and settings overfit", () => {
  const nothing = resultOf({ name: "adam", title: "Adam" });
  const sections = overfitSections([three, nothing], "mnist");
  const section = sectionOf(sections, "The best setting of each optimizer");
  assert(section.kind === "table");
  const [first, second] = section.rows;
  assertEquals(first.slice(1, 4), [0.1, 0.01, 0.95]);
  assertEquals(first.slice(5), ["1 of 2", { value: 1, note: "of 2" }]);
  assertEquals(second.slice(1, 5), [null, null, null, null]);
});

Deno.test("the curves are those of the seeds that judge", () => {
  const section = sectionOf(overfitSections([three], "mnist"), "Training at the best settings");
  assert(section.kind === "curves");
  assertEquals(section.series.map(({ runs }) => runs.length), [2]);
});
