import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import type { Run } from "../record/run_folder.ts";
import type { RunRecord } from "../record/run_record.ts";
import type { Section } from "../sections/section.ts";
import type { TableSection } from "../sections/table.ts";
import { sampleRecord, sampleRegressionRun, sampleRun } from "../testing/sample_run.ts";
import {
  syntheticFunctionRuns,
  syntheticRegressionRuns,
  syntheticRuns,
} from "../testing/synthetic_runs.ts";
import { compareOptimizers } from "./compare_optimizers.ts";

/** One final trial per accuracy; `null` is one that diverged. */
function finals(
  title: string,
  accuracies: (number | null)[],
  changes: Partial<RunRecord> = {},
): Run[] {
  const { results } = sampleRecord();
  return accuracies.map((accuracy, seed) => {
    const scores = { ...results.best, "validation/accuracy": accuracy };
    const diverged = accuracy === null;
    return sampleRun({
      optimizer: { name: title.toLowerCase(), title },
      seed,
      status: diverged ? "diverged" : "completed",
      divergedAtStep: diverged ? 5 : null,
      results: { ...results, best: scores, final: scores },
      ...changes,
    });
  });
}

function headline(...runs: Run[][]): string {
  return compareOptimizers(runs.flat()).headline.replace(/[\u00a0\u202f]/g, " ");
}

function section<K extends Section["kind"]>(
  sections: readonly Section[],
  kind: K,
): Extract<Section, { kind: K }> {
  return sections.find((found) => found.kind === kind) as Extract<Section, { kind: K }>;
}

/** Everything that a reader may read of the sections, their data left out. */
function words(sections: readonly Section[]): string {
  return JSON.stringify(
    sections,
    (key, value) => ["series", "column", "rows", "axes"].includes(key) ? undefined : value,
  );
}

Deno.test("the headline calls a difference larger than the noise only when it is", () => {
  const momentum = finals("Momentum", [0.97, 0.971, 0.972]);
  assertEquals(
    headline(momentum, finals("Adam", [0.98, 0.981, 0.982])),
    "Adam reached 98.10 ± 0.25 % validation accuracy (95 % confidence interval, 3 seeds), " +
      "1.00 points above Momentum; the difference is larger than the noise (p < 0.001).",
  );
  assertEquals(
    headline(momentum, finals("Adam", [0.97, 0.972, 0.974])),
    "Adam reached 97.20 ± 0.50 % validation accuracy (95 % confidence interval, 3 seeds), " +
      "0.10 points above Momentum; the difference is not larger than the noise (p = 0.5).",
  );
});

Deno.test("the headline claims nothing about noise from one seed", () => {
  assertEquals(
    headline(finals("SGD", [0.9]), finals("Adam", [0.95])),
    "Adam reached 95.00 % validation accuracy (1 seed), 5.00 points above SGD; " +
      "one seed cannot tell this from noise.",
  );
});

Deno.test("the headline says level when the means are", () => {
  assertStringIncludes(
    headline(finals("SGD", [0.9, 0.91]), finals("Adam", [0.9, 0.91])),
    ", level with Adam; the difference is not larger than the noise (p = 1).",
  );
});

Deno.test("the headline says how many seeds did not finish", () => {
  assertStringIncludes(
    headline(finals("Adam", [0.9, null, 0.92])),
    "(95 % confidence interval, 2 of 3 seeds; the others did not finish).",
  );
});

Deno.test("the headline crowns nobody when no final trial was completed", () => {
  assertEquals(
    headline(finals("Adam", [null]), finals("SGD", [null])),
    "No final trial was completed, so nothing can be said about Adam, SGD.",
  );
  assertEquals(headline([]), "There are no trials.");
});

Deno.test("optimizers are judged by test accuracy only when every completed trial has it", () => {
  const { results } = sampleRecord();
  const tested = {
    ...results,
    best: { ...results.best, "validation/accuracy": 0.9, "test/accuracy": 0.8 },
  };
  assertStringIncludes(
    headline(finals("Adam", [0.9], { results: tested })),
    "80.00 % test accuracy",
  );
  assertStringIncludes(
    headline(finals("Adam", [0.9], { results: tested }), finals("SGD", [0.85])),
    "Adam reached 90.00 % validation accuracy",
  );
});

Deno.test("the verdict names a winner only ahead of every other by more than the noise", () => {
  const verdict = (...runs: Run[][]): string => compareOptimizers(runs.flat()).verdict;
  const adam = finals("Adam", [0.98, 0.981, 0.982]);
  const momentum = finals("Momentum", [0.97, 0.971, 0.972]);
  assertEquals(verdict(momentum, adam), "Adam wins");
  assertEquals(verdict(momentum, adam, finals("Lost", [null, null])), "Adam wins");
  // Lower than Momentum, but by so much noise that Adam's lead could be part of it.
  assertEquals(verdict(momentum, adam, finals("SGD", [0.93, 0.98, 0.9])), "no clear winner");
  assertEquals(verdict(momentum, finals("Adam", [0.97, 0.972, 0.974])), "no clear winner");
  assertEquals(verdict(finals("SGD", [0.9]), finals("Adam", [0.95])), "no clear winner");
  assertEquals(
    verdict(momentum, finals("Adam", [0.98, 0.981, 0.982, null])),
    "no clear winner",
  );
});

Deno.test("the verdict says so where there is nobody to win against", () => {
  const verdict = (...runs: Run[][]): string =>
    compareOptimizers(runs.flat()).verdict.replace(/[\u00a0\u202f]/g, " ");
  const adam = finals("Adam", [0.98, 0.982]);
  assertEquals(verdict(adam), "Adam reached 98.10 % validation accuracy");
  assertEquals(verdict(adam, finals("SGD", [null, null])), "only Adam finished");
  assertEquals(verdict(finals("SGD", [null])), "no final trial was completed");
  assertEquals(verdict([]), "no trials");
});

/** One final trial of a regression per loss. */
function regressions(title: string, losses: number[]): Run[] {
  const { results } = sampleRegressionRun().record;
  return losses.map((loss, seed) => {
    const scores = { ...results.best, "test/loss": loss };
    return sampleRegressionRun({
      optimizer: { name: title.toLowerCase(), title },
      seed,
      results: { ...results, best: scores, final: scores },
    });
  });
}

Deno.test("a lower loss wins, and the headline says how far below the next it is", () => {
  const sgd = regressions("SGD", [0.0419, 0.0427, 0.0431]);
  assertEquals(
    headline(sgd, regressions("Adam", [0.0408, 0.0411, 0.0414])),
    "Adam reached 0.04110 ± 0.00075 test loss (95 % confidence interval, 3 seeds), " +
      "0.00147 below SGD; the difference is larger than the noise (p = 0.035).",
  );
  assertEquals(
    headline(sgd, regressions("Adam", [0.042, 0.0426, 0.0431])),
    "SGD reached 0.0426 ± 0.0015 test loss (95 % confidence interval, 3 seeds), " +
      "level with Adam; the difference is not larger than the noise (p = 1).",
  );
  assertEquals(
    headline(regressions("SGD", [0.05]), regressions("Adam", [0.04])),
    "Adam reached 0.04 test loss (1 seed), 0.01 below SGD; one seed cannot tell this from noise.",
  );
});

Deno.test("a regression's table, charts and target speak of its loss alone", () => {
  const { sections } = compareOptimizers(syntheticRegressionRuns());
  const { columns, rows } = section(sections, "table");
  assertEquals(columns.slice(1, 4).map(({ title, format }) => [title, format]), [
    ["Test loss, 95\u202f% confidence interval", "number"],
    ["Standard deviation", "number"],
    ["Training loss", "number"],
  ]);
  assertEquals(rows.map(([cell]) => (cell as { value: string }).value), [
    "Adam",
    "Momentum",
    "RMSProp",
    "SGD",
  ]);
  assertEquals(section(sections, "curves").charts, [
    { title: "Validation loss", column: "validation/loss", format: "number", scale: "log" },
    { title: "Training loss", column: "train/loss", format: "number", scale: "log" },
  ]);
  const { text, axes } = section(sections, "sensitivity");
  assert(
    text![0].startsWith("Learning rates whose validation loss is within 5\u202f% of the best: "),
  );
  assertEquals(axes, {
    x: "Learning rate",
    y: "Validation loss",
    format: "number",
    scale: "log",
  });
  assertStringIncludes(
    String(section(sections, "bars").text),
    "The target is 0.06 validation loss.",
  );
  assertEquals(JSON.stringify(sections).toLowerCase().includes("accuracy"), false);
});

Deno.test("learning rates are good while their loss is at most a twentieth above the best", () => {
  const { results, setting } = sampleRegressionRun().record;
  const tried = ([learningRate, loss]: [number, number]): Run =>
    sampleRegressionRun({
      phase: "search",
      setting: { ...setting, id: `lr=${learningRate}`, hyperparameters: { learningRate } },
      results: { ...results, best: { "validation/loss": loss } },
    });
  const losses: [number, number][] = [[0.1, 0.43], [0.01, 0.4], [0.001, 0.42], [0.0001, 0.41]];
  const { text } = section(compareOptimizers(losses.map(tried)).sections, "sensitivity");
  assert(text![0].endsWith(": Adam 0.0001 to 0.01."), String(text));
});

Deno.test("values that are not all positive stand on a linear axis", () => {
  const { record, metrics } = sampleRegressionRun();
  const charts = (loss: number) =>
    section(
      compareOptimizers([{
        record,
        metrics: metrics.map((row) => ({
          ...row,
          scores: { "train/loss": loss, "validation/loss": 1 },
        })),
      }]).sections,
      "curves",
    ).charts.map(({ scale }) => scale);
  assertEquals(charts(0.1), ["log", "log"]);
  assertEquals(charts(0), ["log", "linear"]);
  assertEquals(charts(NaN), ["log", "log"]);
});

Deno.test("a function has no splits, no training score and no epochs", () => {
  const runs = syntheticFunctionRuns();
  const { headline, sections } = compareOptimizers(runs);
  assert(/^Adam reached \S+ ± \S+ loss \(/.test(headline), headline);
  const [result, trials] = sections.filter(({ kind }) => kind === "table") as TableSection[];
  assertEquals(result.columns.slice(1, 4).map(({ title }) => title), [
    "Loss, 95\u202f% confidence interval",
    "Standard deviation",
    "Learning rate",
  ]);
  assertEquals(trials.columns.slice(5, 7).map(({ title }) => title), ["Loss", "Steps"]);
  const { charts, axes } = section(sections, "curves");
  assertEquals(charts.map(({ title }) => title), ["Loss"]);
  assertEquals(axes, ["step", "seconds"]);
  assertEquals(/accuracy|training loss|validation|epoch/i.test(words(sections)), false);
});

Deno.test("gradient evaluations are an axis where they are not the steps", () => {
  const { record, metrics } = sampleRun();
  const searching = metrics.map((row) => ({ ...row, gradientEvaluations: 4 * row.step }));
  const axes = (rows: typeof metrics) =>
    section(compareOptimizers([{ record, metrics: rows }]).sections, "curves").axes;
  assertEquals(axes(metrics), ["epoch", "step", "seconds"]);
  assertEquals(axes(searching), ["epoch", "step", "seconds", "gradientEvaluations"]);
});

Deno.test("the table ranks by score, counts divergences and leaves what is missing empty", () => {
  const { sections } = compareOptimizers([
    ...finals("Lost", [null, null]),
    ...finals("SGD", [0.9, 0.92]),
    ...finals("Adam", [0.95, 0.96]),
  ]);
  const { rows } = section(sections, "table");
  assertEquals(rows.map(([cell]) => (cell as { value: string }).value), ["Adam", "SGD", "Lost"]);
  assertEquals(rows[2].slice(1, 5), [null, null, null, null]);
  assertEquals(rows.map((row) => (row[9] as { value: number }).value), [0, 0, 2]);
  assertEquals(rows[0][0], { value: "Adam", series: "adam", note: "beta1 0.9" });
});

Deno.test("the search is shown with what diverged, the chosen rate and the good region", () => {
  const { sections } = compareOptimizers(syntheticRuns());
  const { series, text } = section(sections, "sensitivity");
  assertEquals(series.map(({ title }) => title), ["Adam", "Momentum", "RMSProp", "SGD"]);
  const sgd = series[3];
  assertEquals([sgd.chosen, sgd.points.length], [0.3, 7]);
  assertEquals(sgd.points.filter(({ y }) => y === null).map(({ status }) => status), [
    "diverged",
    "diverged",
  ]);
  assertEquals(text!.length, 1);
  assert(text![0].includes("SGD 0.0949 to 0.949"), String(text));
});

Deno.test("a best rate at the edge of its search is called so, unless what lies beyond diverged", () => {
  const tried = (learningRate: number, changes: Partial<RunRecord> = {}): Run =>
    sampleRun({
      phase: "search",
      setting: { id: `lr=${learningRate}`, hyperparameters: { learningRate }, variables: {} },
      ...changes,
    });
  const warned = (runs: Run[]): boolean =>
    String(section(compareOptimizers(runs).sections, "sensitivity").text).includes("Adam did best");
  const final = sampleRun();
  assertEquals(warned([tried(0.0001), tried(0.001), final]), true);
  assertEquals(warned([tried(0.001), tried(0.01), final]), true);
  assertEquals(warned([tried(0.0001), tried(0.001), tried(0.01), final]), false);
  const diverged = tried(0.01, { status: "diverged", divergedAtStep: 3 });
  assertEquals(warned([tried(0.0001), tried(0.001), diverged, final]), false);
});

Deno.test("a comparison without a search or a target leaves their sections out", () => {
  const { results } = sampleRecord();
  const { sections } = compareOptimizers([sampleRun({ results: { ...results, target: null } })]);
  assertEquals(sections.map(({ kind }) => kind), ["table", "curves", "table"]);
});

Deno.test("the target's bars say how many seeds reached it", () => {
  const { results } = sampleRecord();
  const missed = { ...results, stepsToTarget: null, secondsToTarget: null };
  const { sections } = compareOptimizers([
    sampleRun({ seed: 1 }),
    sampleRun({ seed: 2, results: missed }),
    sampleRun({ optimizer: { name: "sgd", title: "SGD" }, results: missed }),
  ]);
  const [steps] = section(sections, "bars").charts;
  assertEquals(steps.rows.map(({ values, remark }) => [values, remark]), [
    [[40], "1 of 2 seeds"],
    [[], "not reached"],
  ]);
});

Deno.test("a target that nobody reached is words, not empty bars", () => {
  const { results } = sampleRecord();
  const missed = { ...results, stepsToTarget: null, secondsToTarget: null };
  const { sections } = compareOptimizers([sampleRun({ results: missed })]);
  assertEquals(
    section(sections, "text").text,
    "No trial reached the target of 95.00\u202f% validation accuracy.",
  );
});

Deno.test("the table says other seeds were searched only when they were", () => {
  const selection = { metric: "validation/accuracy" as const, candidates: 3, score: 0.9 };
  const note = (searchSeed: number): string | undefined =>
    compareOptimizers([
      sampleRun({ phase: "search", seed: searchSeed }),
      sampleRun({ seed: 1, selection }),
    ]).sections[0].note;
  assertStringIncludes(note(0)!, "chosen by validation accuracy alone, with other seeds than");
  assertStringIncludes(note(1)!, "chosen by validation accuracy alone.");
});
