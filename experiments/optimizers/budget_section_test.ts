import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import {
  budgetSection,
  budgetText,
  claimSection,
  searchesSection,
  standingsSection,
} from "./budget_section.ts";
import type { Standing } from "./standings.ts";

function standing(name: string, epochs: number, verdict: Standing["verdict"]): Standing {
  const score = {
    count: 3,
    mean: 0.9,
    standardDeviation: 0.01,
    confidence: 0.02,
    minimum: 0.89,
    maximum: 0.91,
  };
  const difference = {
    difference: 0.01,
    standardError: 0.0014,
    confidence: 0.004,
    t: 3,
    degreesOfFreedom: 4,
    probability: 0.02,
  };
  return {
    name,
    title: name.toUpperCase(),
    epochs,
    learningRate: 0.1,
    score,
    difference: name === "momentum" ? null : difference,
    verdict,
  };
}

const ALL = [
  standing("sgd", 1, "worse"),
  standing("momentum", 1, "open"),
  standing("adam", 1, "better"),
  standing("adam", 2, "worse"),
  standing("rmsprop", 2, "open"),
];

Deno.test("claimSection has a row for each budget of those that the reference speaks of", () => {
  const section = claimSection(ALL, "mnist");
  assertEquals(
    section.kind === "reference" &&
      section.rows.map(({ what, ours, verdict, tone }) => [what, ours, verdict, tone]),
    [
      [
        "ADAM minus momentum, 1 epoch",
        "+1.00 ± 0.40 points (p\u00a0=\u00a00.02)",
        "refuted: better",
        "bad",
      ],
      [
        "ADAM minus momentum, 2 epochs",
        "+1.00 ± 0.40 points (p\u00a0=\u00a00.02)",
        "confirmed: worse",
        "good",
      ],
      [
        "RMSPROP minus momentum, 2 epochs",
        "+1.00 ± 0.40 points (p\u00a0=\u00a00.02)",
        "cannot say",
        "muted",
      ],
    ],
  );
});

Deno.test("claimSection judges nothing on other images than the reference's", () => {
  const section = claimSection(ALL, "digits");
  assertEquals(
    section.kind === "reference" && new Set(section.rows.map(({ verdict }) => verdict)),
    new Set(["other images"]),
  );
});

Deno.test("budgetSection draws a line for each optimizer over the budgets", () => {
  const section = budgetSection(ALL);
  assertEquals(
    section.kind === "lines" &&
      section.charts[0].series.map(({ title, points }) => [title, points.map(({ x }) => x)]),
    [["SGD", [1]], ["MOMENTUM", [1]], ["ADAM", [1, 2]], ["RMSPROP", [2]]],
  );
});

Deno.test("standingsSection leaves out what momentum differs from itself", () => {
  const section = standingsSection(ALL);
  assertEquals(section.kind === "table" && section.rows.map((row) => row.slice(4)), [
    [{ value: 0.01, text: "+1.00 ± 0.40" }, 0.02],
    [null, null],
    [{ value: 0.01, text: "+1.00 ± 0.40" }, 0.02],
    [{ value: 0.01, text: "+1.00 ± 0.40" }, 0.02],
    [{ value: 0.01, text: "+1.00 ± 0.40" }, 0.02],
  ]);
});

Deno.test("searchesSection has a tab for each budget, in rising order", () => {
  const budget = { steps: 40, batchSize: 100, schedule: "constant" };
  const runs = [2, 1].map((epochs) =>
    sampleRun({ phase: "search", budget: { ...budget, epochs } })
  );
  const section = searchesSection(runs);
  assertEquals(
    section.kind === "tabs" && section.sections.map(({ kind, title }) => [kind, title]),
    [
      ["sensitivity", "1 epoch"],
      ["sensitivity", "2 epochs"],
    ],
  );
});

Deno.test("budgetText counts epochs", () => {
  assertEquals([0.5, 1, 2].map(budgetText), ["0.5 epochs", "1 epoch", "2 epochs"]);
});
