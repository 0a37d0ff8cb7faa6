import type { Initializer } from "../initializers/initializer.ts";

/**
 * Options of the recurrent layers {@linkcode lstm}, {@linkcode gru} and {@linkcode rnn}.
 *
 * @category Sequences
 */
export interface RecurrentOptions {
  /** Hidden units, H (`hidden_size` in PyTorch), a whole number of at least 1. */
  readonly units: number;
  /** Name within the network; default the kind and its number. */
  readonly name?: string;
  /** Whether a second recurrence runs from the last step to the first, its states beside the others; default false. */
  readonly bidirectional?: boolean;
  /** Initial values of the weight of the inputs; default uniform on ±1/√H, PyTorch's. */
  readonly inputWeight?: Initializer;
  /** Initial values of the weight of the states; default uniform on ±1/√H. */
  readonly recurrentWeight?: Initializer;
  /** Initial values of both biases; default uniform on ±1/√H. */
  readonly bias?: Initializer;
}
