import { type ImageFlagValues, type KnownOptimizer, makeTrial, type Trial } from "@descent/lab";
import { chooseProblem, convNet } from "@descent/problems";
import { type ConvNetSetting, settingValues } from "./conv_net_setting.ts";

/** Options of {@linkcode convNetTrial}. */
export interface ConvNetTrialOptions {
  /** The setting. */
  readonly setting: ConvNetSetting;
  /** The optimizer. */
  readonly optimizer: KnownOptimizer;
  /** The seed. */
  readonly seed: number;
  /** The trial's purpose. */
  readonly phase: string;
  /** The data set, how many of its images are loaded, and how many training images are learned, the first ones. */
  readonly images: ImageFlagValues & { readonly trainSubset: number | null };
  /** Number of epochs. */
  readonly epochs: number;
  /** Evaluations in an epoch; default 1. */
  readonly evaluationsPerEpoch?: number;
  /** Learning-rate schedule; default `"cosine"`. */
  readonly schedule?: "constant" | "cosine";
}

/** A trial of the experiment. */
export function convNetTrial(
  {
    setting,
    optimizer,
    seed,
    phase,
    images,
    epochs,
    evaluationsPerEpoch = 1,
    schedule = "cosine",
  }: ConvNetTrialOptions,
): Trial {
  const { learningRate, ...variables } = settingValues(setting, optimizer);
  const { batchSize, ...values } = variables;
  const problem = chooseProblem(convNet, {
    options: { ...images, pixels: "raw", initialWeights: "normal", ...values },
    budget: { batchSize, epochs, evaluationsPerEpoch, schedule, target: null },
  });
  return makeTrial({
    experiment: "conv-net",
    problem,
    optimizer,
    hyperparameters: { learningRate },
    variables,
    seed,
    phase,
  });
}
