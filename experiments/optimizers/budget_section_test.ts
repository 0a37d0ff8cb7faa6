import { judgeClaim } from "@descent/lab";
import { summarize } from "@descent/reports";
import { sampleRun } from "@descent/reports/testing";
import { assertEquals } from "@std/assert";
import {
  budgetSection,
  claimSection,
  searchesSection,
  standingsSection,
} from "./budget_section.ts";
import type { Standing } from "./standings.ts";

function standing(name: string, epochs: number, other: number): Standing {
  const loss = (mean: number) => summarize([mean - 0.001, mean, mean + 0.001])!;
  const options = { better: "lower", comparisons: 4 } as const;
  return {
    name,
    title: name.toUpperCase(),
    epochs,
    learningRate: 0.1,
    loss: loss(other),
    accuracy: loss(0.9),
    judgement: name === "momentum" ? null : judgeClaim(loss(0.1), loss(other), options),
  };
}

const ALL = [
  standing("sgd", 1, 0.15),
  standing("momentum", 1, 0.1),
  standing("adam", 1, 0.09),
  standing("adam", 2, 0.12),
  standing("rmsprop", 2, 0.1),
];

Deno.test("claimSection has a row for each budget of those that the reference speaks of", () => {
  const section = claimSection(ALL, "mnist");
  assertEquals(
    section.kind === "reference" &&
      section.rows.map(({ what, ours, verdict, tone }) => [what, ours, verdict, tone]),
    [
      ["Momentum minus ADAM, 1 epoch", "+0.0100 ± 0.0029", "refuted", "bad"],
      ["Momentum minus ADAM, 2 epochs", "−0.0200 ± 0.0029", "confirmed", "good"],
      ["Momentum minus RMSPROP, 2 epochs", "+0.0000 ± 0.0029", "cannot say", "muted"],
    ],
  );
  assertEquals(
    section.kind === "reference" && section.rows[0].detail,
    "3 seeds, 97.5\u202f% interval, Welch's t-test",
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
  const last = section.kind === "table" && section.rows.map((row) => row.at(-1));
  assertEquals(last && last.map((cell) => cell === null), [false, true, false, false, false]);
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
