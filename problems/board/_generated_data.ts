import type { RandomStream } from "@descent/core";
import {
  type Dataset,
  type ExampleArray,
  type Examples,
  shareDataset,
  type SharedDataset,
} from "@descent/data";
import type { OptionTable } from "../contract/option.ts";

/** Values of the options for how many examples are generated. */
export interface CountValues {
  /** Number of training examples. */
  readonly trainCount: number;
  /** Number of validation examples. */
  readonly validationCount: number;
  /** Number of test examples. */
  readonly testCount: number;
}

/** Options for the number of examples, by their defaults. */
export function countOptions(counts: CountValues): OptionTable<CountValues> {
  const count = (part: string, value: number) => ({
    kind: "integer" as const,
    default: value,
    range: [1, 1e7] as const,
    doc: `Number of ${part} examples.`,
  });
  return {
    trainCount: count("training", counts.trainCount),
    validationCount: count("validation", counts.validationCount),
    testCount: count("test", counts.testCount),
  };
}

/** A data set each part of which is drawn from a stream of its own. */
export function generatedData<T extends ExampleArray>(
  { random, counts, draw, ...words }:
    & Pick<Dataset, "name" | "title" | "inputShape" | "targetShape" | "classNames">
    & {
      readonly random: RandomStream;
      readonly counts: CountValues;
      /** Draws examples. */
      readonly draw: (count: number, random: RandomStream) => { inputs: Float32Array; targets: T };
    },
): Promise<SharedDataset> {
  const part = (name: string, count: number): Examples => ({
    ...draw(count, random.split(name)),
    count,
  });
  return shareDataset({
    ...words,
    train: part("train", counts.trainCount),
    validation: part("validation", counts.validationCount),
    test: part("test", counts.testCount),
    source: "drawn by the program",
  });
}
