import { batchNormExperiment } from "./batch_norm.ts";
import { compare } from "./compare.ts";
import { convNetExperiment } from "./conv_net.ts";
import { depthExperiment } from "./depth.ts";
import type { Experiment } from "@descent/lab";
import { optimizersExperiment } from "./optimizers.ts";
import { overfitExperiment } from "./overfit.ts";
import { twoLayerExperiment } from "./two_layer.ts";
import { updateRules } from "./update_rules.ts";
import { vanishingGradient } from "./vanishing_gradient.ts";

/**
 * Every experiment, in the order in which `deno task experiments` runs them and the index page links them.
 *
 * @category Experiments
 */
export const experimentCatalogue: readonly Experiment<object>[] = [
  compare,
  twoLayerExperiment,
  overfitExperiment,
  updateRules,
  optimizersExperiment,
  convNetExperiment,
  batchNormExperiment,
  vanishingGradient,
  depthExperiment,
];
