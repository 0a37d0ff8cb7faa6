/** `learningRate` as `learning_rate`; digits stay with their word: `beta1`. */
export function columnName(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, "_$&").toLowerCase();
}
