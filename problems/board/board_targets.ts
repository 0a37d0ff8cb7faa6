/**
 * Validation losses that trials are timed towards, and how they came about.
 *
 * @category Board
 */
export interface BoardTargets {
  /** Version of the targets, which are never moved inside it. */
  readonly version: string;
  /** How they were measured. */
  readonly recipe: string;
  /** Target by the problem's name. */
  readonly losses: Readonly<Record<string, number>>;
}

/**
 * The targets of the board.
 *
 * @category Board
 *
 * @example
 * ```ts
 * import { BOARD_TARGETS, boardCatalogue } from "@descent/problems";
 * import { assert } from "@std/assert";
 *
 * const names = boardCatalogue.map(({ name }) => name);
 * assert(Object.keys(BOARD_TARGETS.losses).every((name) => names.includes(name)));
 * ```
 */
export const BOARD_TARGETS: BoardTargets = {
  version: "1",
  recipe:
    "Median of the final validation loss with the best setting of AdamW, NAdamW, Nesterov and momentum, by `deno task targets`: 64 draws of each rule, 20 repeats.",
  losses: {
    "noisy-quadratic": 0.0123,
    "rotated-quadratic": 0.0001554,
    "ill-regression": 3.029e-05,
    "deep-linear": 4.245e-09,
    "zipf-softmax": 0.6343,
    "spirals": 0.0009163,
    "boundary-value": 0.005231,
    "mnist1d-mlp": 0.7588,
    "mnist1d-conv": 0.1873,
    "fashion-mlp": 0.341,
    "digits-mlp": 0.02029,
    "fashion-conv": 0.422,
    "digits-conv": 0.01217,
    "fashion-resnet": 0.4567,
    "digits-resnet": 0.01389,
    "mnist-autoencoder": 0.171,
    "digits-autoencoder": 0.3153,
    "mnist-vae": 120.7,
    "digits-vae": 217.8,
    "chars-mlp": 0.3921,
    "chars-gpt": 2.062,
  },
};
