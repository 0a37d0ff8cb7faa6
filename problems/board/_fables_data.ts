import { shareDataset, type SharedDataset, textDataset, writeFables } from "@descent/data";
import type { NumberOption } from "../contract/option.ts";

/** Values of the options of problems over a text. */
export interface TextValues {
  /** Length of the text. */
  readonly characters: number;
  /** Seed of the text. */
  readonly dataSeed: number;
}

/** The option for the length of the text. */
export const CHARACTERS: NumberOption<number> = {
  kind: "integer",
  default: 200_000,
  quick: 3000,
  range: [2000, 1e8],
  doc: "Length of the text, of which a twentieth validates and a twentieth tests.",
};

const FRACTION = 0.05;

/** The project's fables, the end of which validates and tests. */
export function fablesData(
  { characters, dataSeed: seed }: TextValues,
  { steps, predicts }: { readonly steps: number; readonly predicts: "each" | "next" },
): Promise<SharedDataset> {
  return shareDataset(textDataset({
    name: "fables",
    title: "Fables",
    text: writeFables({ characters, seed }).slice(0, characters),
    steps,
    predicts,
    validationFraction: FRACTION,
    testFraction: FRACTION,
    source: `written by the program, seed ${seed}`,
  }));
}
