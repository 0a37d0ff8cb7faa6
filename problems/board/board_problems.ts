import { hasIdxDataset } from "@descent/data";
import type { ProblemPlugin } from "../contract/problem_plugin.ts";
import { boundaryValue } from "./boundary_value.ts";
import { charsGpt } from "./chars_gpt.ts";
import { charsMlp } from "./chars_mlp.ts";
import { deepLinear } from "./deep_linear.ts";
import { fashionConv } from "./fashion_conv.ts";
import { fashionMlp } from "./fashion_mlp.ts";
import { fashionResnet } from "./fashion_resnet.ts";
import { illRegression } from "./ill_regression.ts";
import { mnist1dConv } from "./mnist1d_conv.ts";
import { mnist1dMlp } from "./mnist1d_mlp.ts";
import { mnistAutoencoder } from "./mnist_autoencoder.ts";
import { mnistVae } from "./mnist_vae.ts";
import { noisyQuadratic } from "./noisy_quadratic.ts";
import { rotatedQuadratic } from "./rotated_quadratic.ts";
import { spirals } from "./spirals.ts";
import { zipfSoftmax } from "./zipf_softmax.ts";

/** A problem of the board: one for all machines, or one over a file's images and one over drawn digits. */
type Entry = ProblemPlugin | readonly [file: ProblemPlugin, drawn: ProblemPlugin];

const ENTRIES: readonly { readonly entry: Entry; readonly file?: string }[] = [
  { entry: noisyQuadratic },
  { entry: rotatedQuadratic },
  { entry: illRegression },
  { entry: deepLinear },
  { entry: zipfSoftmax },
  { entry: spirals },
  { entry: boundaryValue },
  { entry: mnist1dMlp },
  { entry: mnist1dConv },
  { entry: fashionMlp, file: "fashion-mnist" },
  { entry: fashionConv, file: "fashion-mnist" },
  { entry: fashionResnet, file: "fashion-mnist" },
  { entry: mnistAutoencoder, file: "mnist" },
  { entry: mnistVae, file: "mnist" },
  { entry: charsMlp },
  { entry: charsGpt },
];

/**
 * Every problem on which the optimizer lab ranks: the sixteen of {@linkcode boardProblems}, those over images twice, by the
 * files' images and by drawn digits.
 *
 * @category Board
 */
export const boardCatalogue: readonly ProblemPlugin[] = ENTRIES.flatMap(({ entry }) => entry);

/**
 * Options of {@linkcode boardProblems}.
 *
 * @category Board
 */
export interface BoardProblemsOptions {
  /** The folder that holds data sets; default: `$DESCENT_DATA`, else `./datasets`. */
  readonly dataDirectory?: string | undefined;
}

/**
 * The sixteen problems on which the optimizer lab ranks, on this machine: over Fashion-MNIST and MNIST where their files are
 * found, else over drawn digits under another name.
 *
 * Of each, the validation loss at the end decides settings (`selection` is `"validation/loss"`) and the test loss judges.
 * The budget counts gradient evaluations, a step each.
 *
 * @category Board
 * @param options Where data lie, see {@linkcode BoardProblemsOptions}.
 * @returns The problems in a fixed order, each of {@linkcode boardCatalogue}.
 *
 * @example A machine without files
 * ```ts
 * import { boardProblems } from "@descent/problems";
 * import { assert } from "@std/assert";
 *
 * const names = boardProblems({ dataDirectory: "no/such/folder" }).map(({ name }) => name);
 * assert(names.includes("digits-mlp"));
 * assert(!names.includes("fashion-mlp"));
 * ```
 */
export function boardProblems({ dataDirectory }: BoardProblemsOptions = {}): ProblemPlugin[] {
  const found = new Map<string, boolean>();
  return ENTRIES.map(({ entry, file }) => {
    if (!(entry instanceof Array)) return entry;
    if (!found.has(file!)) found.set(file!, hasIdxDataset(file!, dataDirectory));
    return entry[found.get(file!) ? 0 : 1];
  });
}
