import type { OptionKind } from "@descent/core";

/** An object that has all of some members. */
export function having(wanted: string, ...names: readonly string[]): OptionKind {
  return {
    wanted,
    fits: (value) =>
      typeof value === "object" && value !== null && names.every((name) => name in value),
  };
}

/** Kinds of the options that go to minibatches. */
export const BATCH_KINDS = {
  context: having("the context of a problem", "engine", "dtype", "batchSize", "random"),
  data: having("a shared data set", "train", "validation", "test", "inputShape"),
  scale: "number",
  centred: "flag",
} as const;
