/** The divisor `1 − βᵗ` that corrects the bias of a moving average that starts at 0. */
export function biasCorrection(beta: number, step: number): number {
  return 1 - beta ** step;
}
