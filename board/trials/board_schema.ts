import type { CsvSchema, CsvSchemaColumn } from "@descent/reports";
import { parse } from "@std/csv";
import type { BoardFiles } from "./board_files.ts";

/** Type and meaning of each column but those of hyperparameters. */
const COLUMNS: Readonly<Record<string, readonly [datatype: string, description: string]>> = {
  problem: ["string", "Name of the problem."],
  rule: ["string", "Name of the rule."],
  phase: [
    "string",
    "What the trial was for: search, repeat (the best settings again), judge, variant (the judged setting on the variant of the problem whose number is the seed), time (a judge of what was chosen for its time), diagnostics (the first judge again, measured from inside), or landscape (again, with the loss between its solution and others).",
  ],
  draw: ["integer", "The setting's place among the draws of its search, from 0, the default one."],
  seed: ["integer", "Seed of initial weights and minibatches."],
  status: ["string", "completed, diverged or failed."],
  untrained_validation: [
    "number",
    "Validation loss of the untrained model; empty where it failed.",
  ],
  validation: [
    "number",
    "Validation loss at that evaluation, or at the end; empty where there is none.",
  ],
  untrained_test: [
    "number",
    "Test loss of the untrained model; empty but for judges and variants.",
  ],
  test: ["number", "Test loss at the end; empty but for judges and variants that completed."],
  evaluations: ["integer", "Gradient evaluations until then, counted by the trainer."],
  parameters: ["integer", "Trained numbers."],
  weights: ["string", "SHA-256 of the weights at the end; empty where it did not get there."],
  schedule: ["string", "Learning-rate schedule, in runs that draw one."],
  measure: ["string", "What was measured from inside."],
  kind: [
    "string",
    "line (between two points), solutions (the plane through three solutions), filters (two filter-normalised random directions from a solution), or solution (its place in the plane named in to).",
  ],
  from: [
    "string",
    "The rule whose solution the line begins at, at x = 0; empty for the initial weights. Of a solution, its rule.",
  ],
  to: ["string", "The rule whose solution the line leads to, at x = 1."],
  x: ["number", "Share of the way along a line, or horizontal position in a plane."],
  y: ["number", "Vertical position in a plane; empty for a line."],
  metric: ["string", "The metric with its part of the data."],
  distance: ["number", "Euclidean distance between the ends."],
  barrier: [
    "number",
    "How much worse the metric gets between the ends than on the straight line between its values there; empty where a value is not finite.",
  ],
  layer: ["string", "The layer that it was measured of; empty for the whole."],
  value: ["number", "The value; empty where it is not finite."],
  time: [
    "number",
    "Gradient evaluations to the target, in runs that time trials; empty where it was not reached.",
  ],
};

const TABLES: Readonly<Record<keyof BoardFiles, readonly [title: string, description: string]>> = {
  "trials.csv": ["Trials", "One row for each trial: a problem, a rule, a setting and a seed."],
  "curves.csv": ["Curves", "One row for each evaluation of a judge on the way."],
  "inside.csv": [
    "Inside the training",
    "One row for each value that was measured from inside the first judge.",
  ],
  "landscape.csv": [
    "Between solutions",
    "One row for each loss along lines and on planes between the first judges' solutions.",
  ],
  "barriers.csv": ["Barriers", "One row for each metric's error barrier on each of those lines."],
};

/**
 * Describes the tables of a run in the W3C's vocabulary for CSV files, for `csv-metadata.json` beside them.
 *
 * @category Trials
 * @param files The tables, whose headers say which columns there are.
 * @returns The schema, as plain data.
 *
 * @example
 * ```ts
 * import { boardFiles, boardSchema } from "@descent/board";
 * import { sampleTrials } from "@descent/board/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { tables } = boardSchema(boardFiles(sampleTrials()));
 * assertEquals(tables.map(({ url }) => url), ["trials.csv", "curves.csv"]);
 * ```
 */
export function boardSchema(files: BoardFiles): CsvSchema {
  return {
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "en" }],
    tables: (Object.keys(TABLES) as (keyof BoardFiles)[]).flatMap((url) => {
      const text = files[url];
      if (text === undefined) return [];
      const [header] = parse(text.slice(0, text.indexOf("\r\n")));
      const [title, description] = TABLES[url];
      return [{
        url,
        "dc:title": title,
        "dc:description": description,
        tableSchema: { columns: header.map(describe) },
      }];
    }),
  };
}

function describe(name: string): CsvSchemaColumn {
  const [datatype, description] = COLUMNS[name] ??
    ["number", `Hyperparameter ${name.replace(/^hp_/, "")}; empty for rules that have none.`];
  return {
    name,
    titles: [name],
    datatype,
    "dc:source": "the trial's record",
    "dc:description": description,
  };
}
