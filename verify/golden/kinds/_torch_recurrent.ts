import type { CaseReader, GoldenArray } from "@descent/core/testing";
import { gru, type Layer, lstm, rnn, sequential } from "@descent/layers";
import type { GoldenKind } from "../golden_kind.ts";
import { compareSequences, withPaddingMask } from "./_sequence_run.ts";

interface Cell {
  readonly name: string;
  readonly layerOf: (options: { readonly units: number; readonly bidirectional: boolean }) => Layer;
}

const cells: readonly Cell[] = [
  { name: "rnn_tanh", layerOf: rnn },
  { name: "lstm", layerOf: lstm },
  { name: "gru", layerOf: gru },
];

/** Our names by PyTorch's, without its layer and direction. */
const tensors = {
  weight_ih: "inputWeight",
  weight_hh: "recurrentWeight",
  bias_ih: "inputBias",
  bias_hh: "recurrentBias",
};

/** Recurrent layers, one after the other, in one direction or both, of full or of given lengths. */
export const recurrent: readonly GoldenKind[] = cells.map(({ name, layerOf }): GoldenKind => ({
  name,
  check(reader) {
    const units = reader.number("hidden_size"), layers = reader.number("num_layers", 1);
    const bidirectional = reader.flag("bidirectional", false);
    const { shape } = reader.input("x");
    reader.choice("batch_first", [true]);
    reader.choice("input_size", [shape[2]], shape[2]);
    const layer = layerOf({ units, bidirectional });
    const stack = sequential(Array.from({ length: layers }, () => layer));
    const suffixes = bidirectional ? ["", "Reverse"] : [""];
    const parameters = Object.fromEntries(
      Array.from(
        { length: layers },
        (_, i) =>
          suffixes.flatMap((suffix) =>
            Object.entries(tensors).map(([theirs, ours]) => [
              `${theirs}_l${i}${suffix === "" ? "" : "_reverse"}`,
              `${layer.kind}${i + 1}.${ours}${suffix}`,
            ])
          ),
      ).flat(),
    );
    return compareSequences(reader, withLengths(reader, stack, shape), parameters);
  },
}));

function withLengths(
  reader: CaseReader,
  layer: Layer,
  [N, T]: readonly number[],
): Layer {
  if (!Object.hasOwn(reader.golden.inputs, "lengths")) return layer;
  const lengths = reader.input("lengths").data;
  const mask: GoldenArray = {
    shape: [N, T],
    data: lengths.flatMap((length) => Array.from({ length: T }, (_, t) => t < length ? 0 : 1)),
  };
  return withPaddingMask(layer, mask);
}
