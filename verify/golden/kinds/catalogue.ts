import type { GoldenKind } from "../golden_kind.ts";
import { courseBackward } from "./_course_backward.ts";
import { courseForward } from "./_course_forward.ts";
import { courseLosses } from "./_course_loss.ts";
import { twoLayerNetKind } from "./_course_network.ts";
import { courseStatistics } from "./_course_statistics.ts";
import { courseSteps } from "./_course_step.ts";
import { statistic } from "./_statistic.ts";
import { activations } from "./_torch_activations.ts";
import { attention } from "./_torch_attention.ts";
import { causalConvolution } from "./_torch_causal_convolution.ts";
import { clipping } from "./_torch_clipping.ts";
import { convolution } from "./_torch_convolution.ts";
import { embeddingKind } from "./_torch_embedding.ts";
import { optimizerOnFunction } from "./_torch_function.ts";
import { gatedUnits } from "./_torch_gated.ts";
import { linear } from "./_torch_linear.ts";
import { losses } from "./_torch_losses.ts";
import { normalization } from "./_torch_normalization.ts";
import { optimizer } from "./_torch_optimizer.ts";
import { pooling } from "./_torch_pooling.ts";
import { recurrent } from "./_torch_recurrent.ts";
import { schedule } from "./_torch_schedule.ts";
import { shapes } from "./_torch_shapes.ts";
import { training } from "./_torch_training.ts";

const layersAndLosses: readonly GoldenKind[] = [
  linear,
  embeddingKind,
  ...convolution,
  ...pooling,
  ...normalization,
  ...activations,
  ...losses,
  ...shapes,
  ...recurrent,
  ...attention,
  ...gatedUnits,
  causalConvolution,
];

/**
 * Every kind of known answer that the library can be checked against.
 *
 * @category Known answers
 */
export const goldenCatalogue: readonly GoldenKind[] = [
  ...courseForward,
  twoLayerNetKind,
  courseBackward,
  ...courseLosses,
  ...courseSteps,
  ...courseStatistics,
  statistic,
  ...layersAndLosses.map((kind) => ({ ...kind, inF32: true })),
  ...clipping,
  optimizer,
  optimizerOnFunction,
  schedule,
  training,
];
