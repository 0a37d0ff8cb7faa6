import { formatNumber, type RunRecord } from "@descent/reports";

/** A trial in words: "Adam, learning rate 0.01, depth 5, seed 3". */
export function trialText({ optimizer, setting, seed }: Pick<
  RunRecord,
  "optimizer" | "setting" | "seed"
>): string {
  return [optimizer.title, settingText(setting), `seed ${seed}`].filter((text) => text !== "")
    .join(", ");
}

/** A setting in words: its learning rate, and what the experiment varies. */
export function settingText(
  { hyperparameters: { learningRate }, variables }: RunRecord["setting"],
): string {
  return [
    ...learningRate === undefined ? [] : [`learning rate ${formatNumber(learningRate, "number")}`],
    ...Object.entries(variables).map(([name, value]) => `${name} ${value}`),
  ].join(", ");
}

/** The text as a title. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
