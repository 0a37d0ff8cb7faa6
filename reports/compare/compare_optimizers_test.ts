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
import { finals } from "../testing/_sample_finals.ts";
import { compareOptimizers } from "./compare_optimizers.ts";

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

const ADAM = finals("Adam", [0.08, 0.081, 0.082]);
const MOMENTUM = finals("Momentum", [0.09, 0.091, 0.092]);

Deno.test("a seed that diverged counts as the untrained model", () => {
  const lucky = finals("Lucky", [0.01, null, null, null, null]);
  const steady = finals("Adam", [0.08, 0.081, 0.082, 0.083, 0.084]);
  const { sections } = compareOptimizers([...lucky, ...steady]);
  const { rows } = section(sections, "table");
  assertEquals(rows.map(([cell]) => (cell as { value: string }).value), ["Adam", "Lucky"]);
  // Four untrained losses and a small one.
  assertEquals((rows[1][1] as { value: number }).value, (4 * 2.31 + 0.01) / 5);
  const tied = headline(finals("Adam", [0.08, null, 0.082]), MOMENTUM);
  assertStringIncludes(tied, "1 of 3 seeds of Adam diverged and count as the untrained model.");
  assertStringIncludes(
    headline(steady, finals("Lost", [null, null, null])),
    "Adam reached 0.0820 ± 0.0020 validation loss (95 % confidence interval, 5 seeds). Lost diverged with every seed.",
  );
});

Deno.test("the table says what stands behind its numbers, and what could not have been seen", () => {
  const [result, details] = compareOptimizers([...ADAM, ...MOMENTUM]).sections;
  assertEquals([result.title, details.title], ["Result", "Settings and more figures"]);
  const said = `${result.note} ${result.methods!.join(" ")} ${details.note}`.replace(
    /[\u00a0\u202f]/g,
    " ",
  );
  for (
    const words of [
      "± is the 95 % confidence interval of the mean over seeds, on these examples and at the chosen settings.",
      "Seeds differ in initial weights and minibatches",
      "With 3 seeds a lead of 0.0034 validation loss (4.20 % of the best) over every rival is seen in 80 of 100",
      "Trials ran one at a time",
    ]
  ) assertStringIncludes(said, words);
  const { environment } = sampleRecord();
  const jobs = { environment: { ...environment, jobs: 8 } };
  const eight = compareOptimizers(finals("Adam", [0.1, 0.2], jobs)).sections[0].methods!;
  assertStringIncludes(eight.join(" "), "8 trials ran side by side");
});

Deno.test("the table says of each rival whether it is worse, equivalent or neither, and of times the spread", () => {
  const { results } = sampleRecord();
  const timed = ADAM.map(({ record, metrics }, index) => ({
    record: { ...record, results: { ...record.results, seconds: 0.41 + index } },
    metrics,
  }));
  const { sections } = compareOptimizers([
    ...timed,
    ...MOMENTUM,
    ...finals("SGD", [0.07, 0.09, 0.1]),
  ]);
  const [{ rows, columns }] = sections as TableSection[];
  const column = (title: string): number => columns.findIndex((each) => each.title === title);
  const said = (title: string) =>
    rows.map((row) => row[column(title)] as { value: string; text: string } | null);
  assertEquals(said("Verdict").map((cell) => cell?.value), [
    undefined,
    "cannot be told apart",
    "worse",
  ]);
  assertEquals(said("Difference from the best").map((cell) => cell!.text), [
    "best",
    "+0.006 ± 0.038",
    "+0.0100 ± 0.0023",
  ]);
  const time = rows[0][column("Training time")] as { note: string };
  assertEquals(time.note.replaceAll("\u202f", " "), "410 ms to 2.41 s");
  assertEquals(results.seconds, 0.2);
});

Deno.test("a regression's table, charts and target speak of its loss alone", () => {
  const { sections } = compareOptimizers(syntheticRegressionRuns());
  const { columns, rows } = section(sections, "table");
  assertEquals(columns.slice(1).map(({ title }) => title), [
    "Test loss",
    "Difference from the best",
    "Verdict",
    "Learning rate",
    "Training time",
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
      results: { ...results, final: { "validation/loss": loss } },
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
  assert(/^No clear winner: .* cannot be told apart by loss \(/.test(headline), headline);
  const [result, details, pairs, trials] = sections.filter(({ kind }) =>
    kind === "table"
  ) as TableSection[];
  assertEquals(result.columns.slice(1, 5).map(({ title }) => title), [
    "Loss",
    "Difference from the best",
    "Verdict",
    "Learning rate",
  ]);
  assertEquals(details.columns.slice(2, 4).map(({ title }) => title), [
    "Standard deviation of loss",
    "Loss at the best evaluation",
  ]);
  assertEquals(pairs.rows.length, 6);
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
    ...finals("SGD", [0.2, 0.22]),
    ...finals("Adam", [0.1, 0.11]),
  ]);
  const [{ rows }, details] = sections.filter(({ kind }) => kind === "table") as TableSection[];
  assertEquals(rows.map(([cell]) => (cell as { value: string }).value), ["Adam", "SGD", "Lost"]);
  assertEquals(rows[2].slice(1, 5), [null, null, null, null]);
  const diverged = details.rows.map((row) => row.at(-1) as { value: number; note: string });
  assertEquals(diverged.map(({ value }) => value), [0, 0, 2]);
  // Wilson's interval of two of two.
  assertEquals(diverged[2].note, "of 2: 34 to 100\u202f%");
  assertEquals(details.rows[0].slice(0, 2), [
    { value: "Adam", series: "adam" },
    "learningRate 0.001, beta1 0.9",
  ]);
});

Deno.test("the search has one point for each rate, the mean of the seeds that tried it", () => {
  const { results } = sampleRecord();
  const tried = (loss: number | null, seed: number): Run =>
    sampleRun({
      phase: "search",
      seed,
      status: loss === null ? "diverged" : "completed",
      divergedAtStep: loss === null ? 3 : null,
      results: { ...results, final: loss === null ? {} : { "validation/loss": loss } },
    });
  const points = (runs: Run[]) =>
    section(compareOptimizers(runs).sections, "sensitivity").series[0].points;
  assertEquals(points([tried(0.25, 0), tried(0.5, 1), tried(0.75, 2)]), [
    { x: 0.001, y: 0.5, status: "completed" },
  ]);
  assertEquals(points([tried(0.25, 0), tried(null, 1)]), [{
    x: 0.001,
    y: null,
    status: "diverged",
  }]);
});

Deno.test("the search is shown with what diverged, the chosen rate and the good region", () => {
  const { sections } = compareOptimizers(syntheticRuns());
  const { series, text } = section(sections, "sensitivity");
  assertEquals(series.map(({ title }) => title), ["Momentum", "RMSProp", "SGD", "Adam"]);
  const sgd = series[2];
  assertEquals([sgd.chosen, sgd.points.length], [0.3, 7]);
  assertEquals(sgd.points.filter(({ y }) => y === null).map(({ status }) => status), [
    "diverged",
    "diverged",
  ]);
  assertEquals(text!.length, 1);
  assert(text![0].includes("SGD 0.3 to 0.949"), String(text));
});

Deno.test("a best rate at the edge of its search, or beside divergence, is told in the headline and the section", () => {
  const tried = (learningRate: number, changes: Partial<RunRecord> = {}): Run =>
    sampleRun({
      phase: "search",
      setting: { id: `lr=${learningRate}`, hyperparameters: { learningRate }, variables: {} },
      ...changes,
    });
  const warned = (runs: Run[]): string => {
    const { headline, sections } = compareOptimizers(runs);
    const text = String(section(sections, "sensitivity").text);
    const words = ["at the edge of those tried", "next to one that diverged"];
    const [told] = [...words.filter((word) => headline.includes(word)), "nothing"];
    assertEquals(words.filter((word) => text.includes(word)), told === "nothing" ? [] : [told]);
    return told;
  };
  const final = sampleRun();
  assertEquals(warned([tried(0.0001), tried(0.001), final]), "at the edge of those tried");
  assertEquals(warned([tried(0.001), tried(0.01), final]), "at the edge of those tried");
  assertEquals(warned([tried(0.0001), tried(0.001), tried(0.01), final]), "nothing");
  const diverged = tried(0.01, { status: "diverged", divergedAtStep: 3 });
  assertEquals(warned([tried(0.0001), tried(0.001), diverged, final]), "next to one that diverged");
});

Deno.test("a comparison without a search or a target leaves their sections out", () => {
  const { results } = sampleRecord();
  const { sections } = compareOptimizers([sampleRun({ results: { ...results, target: null } })]);
  assertEquals(sections.map(({ title }) => title), [
    "Result",
    "Settings and more figures",
    "Training",
    "All trials",
  ]);
  const [, { columns }] = sections as TableSection[];
  assertEquals(columns.some(({ title }) => title.includes("target")), false);
});

Deno.test("the target's bars say how many seeds reached it", () => {
  const { results } = sampleRecord();
  const missed = { ...results, stepsToTarget: null, secondsToTarget: null };
  const { sections } = compareOptimizers([
    sampleRun({ seed: 1 }),
    sampleRun({ seed: 2, results: missed }),
    sampleRun({ optimizer: { name: "sgd", title: "SGD" }, results: missed }),
  ]);
  const { charts: [steps], text } = section(sections, "bars");
  const { metrics: [first, second] } = sampleRun();
  assertStringIncludes(String(text), `every ${second.step - first.step} steps,`);
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
  const methods = (searchSeed: number): string =>
    compareOptimizers([
      sampleRun({ phase: "search", seed: searchSeed }),
      sampleRun({ seed: 1, selection }),
    ]).sections[0].methods!.join(" ");
  assertStringIncludes(methods(0), "chosen by validation accuracy alone, with other seeds than");
  assertStringIncludes(methods(1), "chosen by validation accuracy alone.");
});

Deno.test("what models wrote is that of each optimizer's best seed, and other models' scores are lines", () => {
  const { results } = sampleRecord();
  const references = [{ title: "Trigram", metric: "validation/loss" as const, value: 0.5 }];
  const wrote = (seed: number, loss: number, text: string, optimizer = "adam") =>
    sampleRun({
      seed,
      optimizer: { name: optimizer, title: optimizer.toUpperCase() },
      results: { ...results, final: { ...results.final, "validation/loss": loss } },
      references,
      samples: [text],
    });
  const { sections } = compareOptimizers([
    wrote(1, 0.3, "a1"),
    wrote(2, 0.1, "a2"),
    wrote(3, 0.2, "a3"),
    wrote(1, 0.4, "s1", "sgd"),
  ]);
  assertEquals(section(sections, "samples").samples, [
    { series: "adam", title: "ADAM, seed 2", text: "a2" },
    { series: "sgd", title: "SGD, seed 1", text: "s1" },
  ]);
  const levels = section(sections, "curves").charts.map(({ column, references }) => [
    column,
    references?.map(({ title, value }) => [title, value]),
  ]);
  assertEquals(levels.find(([column]) => column === "validation/loss")?.[1], [["Trigram", 0.5]]);
  assertEquals(levels.find(([column]) => column === "train/loss")?.[1], undefined);
});

Deno.test("a small test part says what its examples can and cannot tell, a large one nothing", () => {
  const text = (test: number) => {
    const run = sampleRun();
    const { results, dataset } = run.record;
    const record = {
      ...run.record,
      dataset: { ...dataset!, test },
      results: { ...results, final: { ...results.final, "test/accuracy": 35 / 36 } },
    };
    const { sections } = compareOptimizers([{ ...run, record }]);
    return words(sections).replace(/[\u00a0\u202f]/g, " ");
  };
  // Wilson's interval for 35 of 36: 0.8583 to 0.9951.
  assertStringIncludes(text(36), "The test part has 36 examples, the same for every seed.");
  assertStringIncludes(
    text(36),
    "one example is 2.78 % of accuracy, and 97.22 % on them goes with anything from 85.83 % to 99.51 %",
  );
  assertEquals(text(10_000).includes("Wilson"), false);
});
