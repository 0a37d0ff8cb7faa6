import { type KnownOptimizer, makeTrial, type Trial } from "@descent/lab";
import { convNetProblem } from "@descent/problems";
import { type ConvnetSetting, settingValues } from "./convnet_setting.ts";

/** What {@linkcode convnetTrial} must be told; the budget as the problem has it. */
export interface ConvnetTrialOptions
  extends Omit<Parameters<typeof convNetProblem>[0], "batchSize"> {
  /** The setting. */
  readonly setting: ConvnetSetting;
  /** The optimizer. */
  readonly optimizer: KnownOptimizer;
  /** The seed. */
  readonly seed: number;
  /** What the trial is for. */
  readonly phase: string;
}

/**
 * A trial of the experiment.
 *
 * @param options Setting, optimizer, seed, phase and budget, see {@linkcode ConvnetTrialOptions}.
 * @returns The trial.
 */
export function convnetTrial(
  { setting, optimizer, seed, phase, ...budget }: ConvnetTrialOptions,
): Trial {
  const { learningRate, ...variables } = settingValues(setting, optimizer);
  return makeTrial({
    experiment: "convnet",
    problem: convNetProblem({ ...variables, ...budget }),
    optimizer,
    hyperparameters: { learningRate },
    variables,
    seed,
    phase,
  });
}
