import { type DType, formatShape } from "@descent/core";
import type { LayerPart } from "./layer.ts";

/**
 * A table of a network's layers: path and kind, shape of the output, trained numbers, and multiply-adds of products
 * for one example; `console.log` of a network shows it.
 *
 * A batch that a layer makes larger, as each step of a sequence becomes an example, stands as `5 N`.
 *
 * @category Networks
 * @param network The network.
 * @returns The table as lines of text, with their sums.
 *
 * @example
 * ```ts
 * import { randomStream } from "@descent/core";
 * import { buildNetwork, softmaxCrossEntropy, summary, twoLayerNet } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using network = buildNetwork({
 *   layer: twoLayerNet({ hidden: 100, classes: 10 }),
 *   input: [16, 784],
 *   loss: softmaxCrossEntropy(),
 *   random: randomStream({ seed: 1 }),
 * });
 * const total = summary(network).split("\n").at(-1)!;
 * assertEquals(total.split(/ +/), ["Total", "79,510", "79,400"]);
 * ```
 */
export function summary(
  { root, dtype }: {
    /** The layers as they were built. */
    readonly root: LayerPart;
    /** Type of its numbers. */
    readonly dtype: DType;
  },
): string {
  const { input, built: { output, parameters } } = root;
  const N = input[0];
  const rows = rowsOf(root, N);
  const sum = (column: (row: Row) => number) => rows.reduce((all, row) => all + column(row), 0);
  const total = parameters.reduce((all, { value }) => all + value.size, 0);
  const lines = [
    ["Layer", "Kind", "Output", "Parameters", "Multiply-adds"],
    ...rows.map((row) => [
      row.path,
      row.kind,
      row.output,
      formatCount(row.parameters),
      formatCount(row.multiplyAdds),
    ]),
    ["Total", "", "", formatCount(total), formatCount(sum((row) => row.multiplyAdds))],
  ];
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const texts = lines.map((line) =>
    line.map((text, i) => i < 3 ? text.padEnd(widths[i]) : text.padStart(widths[i])).join("  ")
  );
  const shape = (extents: readonly number[]) => formatShape(["N", ...extents.slice(1)]);
  return [`Network ${dtype} ${shape(input)} to ${shape(output)}`, ...texts].join("\n");
}

interface Row {
  readonly path: string;
  readonly kind: string;
  readonly output: string;
  readonly parameters: number;
  readonly multiplyAdds: number;
}

/** A part with numbers of its own or nothing inside, then what is inside. */
function rowsOf({ path, layer, input, activation, built, parts }: LayerPart, N: number): Row[] {
  const inner = new Set(parts.flatMap((part) => part.built.parameters));
  const own = built.parameters.filter((parameter) => !inner.has(parameter));
  const { multiplyAdds = 0, output: [batch, ...rest] } = built;
  const inside = parts.flatMap((part) => rowsOf(part, N));
  if (built.isChain || (parts.length > 0 && own.length === 0 && multiplyAdds === 0)) return inside;
  const row = {
    path,
    kind: activation === undefined ? layer.kind : `${layer.kind}, ${activation}`,
    output: formatShape([batch === N ? "N" : `${batch / N} N`, ...rest]),
    parameters: own.reduce((sum, { value }) => sum + value.size, 0),
    multiplyAdds: multiplyAdds * input[0] / N,
  };
  return [row, ...inside];
}

function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}
