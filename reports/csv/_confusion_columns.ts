import type { RunRecord } from "../record/run_record.ts";
import { type CsvColumn, named } from "./_csv_column.ts";
import { KEY_COLUMNS } from "./_record_columns.ts";

/** A row of the report's `confusion.csv`: a cell of the confusion matrix of a trial. */
export interface ConfusionCell {
  readonly record: RunRecord;
  /** The class of the examples, from 0. */
  readonly actual: number;
  /** The class that they were taken for, from 0. */
  readonly predicted: number;
  readonly count: number;
}

type ConfusionColumn = CsvColumn<ConfusionCell>;

const CELL: readonly ConfusionColumn[] = [
  {
    name: "actual",
    title: "Class",
    datatype: "integer",
    source: "confusion",
    description: "Number of the class of the examples, from 0: the row of the matrix.",
    required: true,
    value: ({ actual }) => actual,
  },
  {
    name: "actual_name",
    title: "Name of the class",
    datatype: "string",
    source: "dataset.classes",
    description: "Name of the class of the examples. Empty where the data set has no names.",
    value: ({ record, actual }) => nameOf(record, actual),
  },
  {
    name: "predicted",
    title: "Predicted class",
    datatype: "integer",
    source: "confusion",
    description: "Number of the class that the examples were taken for: the column of the matrix.",
    required: true,
    value: ({ predicted }) => predicted,
  },
  {
    name: "predicted_name",
    title: "Name of the predicted class",
    datatype: "string",
    source: "dataset.classes",
    description:
      "Name of the class that they were taken for. Empty where the data set has no names.",
    value: ({ record, predicted }) => nameOf(record, predicted),
  },
  {
    name: "examples",
    title: "Examples",
    datatype: "integer",
    source: "confusion",
    description: "How many examples of the test set, at the end of the training; may be 0.",
    required: true,
    value: ({ count }) => count,
  },
];

/** The columns of `confusion.csv`. */
export function confusionColumns(): ConfusionColumn[] {
  return named([
    ...KEY_COLUMNS.map((column) => ({
      ...column,
      value: ({ record }: ConfusionCell) => column.value(record),
    })),
    ...CELL,
  ]);
}

function nameOf({ dataset }: RunRecord, index: number): string | null {
  return dataset?.classes?.[index]?.name ?? null;
}
