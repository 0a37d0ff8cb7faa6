import type { Shape } from "@descent/core";
import type { Layer } from "../layer.ts";
import type { Loss, PredictionRange, TargetKind } from "../losses/loss.ts";
import type { Penalty } from "../penalties/penalty.ts";

/**
 * A layer, and what the suites try it on.
 *
 * @category Catalogue and description
 */
export interface LayerEntry {
  /** Title in tables, unique among the layers. */
  readonly title: string;
  /** The layer. */
  readonly layer: Layer;
  /** Input shapes to try: one example, odd extents, no multiple of a vector. */
  readonly inputs: readonly Shape[];
  /** Largest relative error that its gradient check may show. */
  readonly bound: number;
  /** Largest relative error of f32 against f64, for networks in which many layers' errors add up; default 2e-5. */
  readonly f32Bound?: number;
}

/**
 * A loss, and what the suites try it on.
 *
 * @category Catalogue and description
 */
export interface LossEntry {
  /** Title in tables, unique among the losses. */
  readonly title: string;
  /** The loss. */
  readonly loss: Loss;
  /** Prediction shapes to try. */
  readonly predictions: readonly Shape[];
  /** Which predictions it takes: all numbers, or those between 0 and 1; default all. */
  readonly range?: PredictionRange;
  /** Kind of targets that it takes. */
  readonly target: TargetKind;
  /** Infinite predictions that mean something, which the loss's own tests try; default none, they make it infinite or NaN. */
  readonly meaningful?: readonly number[];
  /** Largest relative error that its gradient check may show. */
  readonly bound: number;
}

/**
 * A penalty, and how well its gradient is checked.
 *
 * @category Catalogue and description
 */
export interface PenaltyEntry {
  /** Title in tables, unique among the penalties. */
  readonly title: string;
  /** The penalty. */
  readonly penalty: Penalty;
  /** Largest relative error that its gradient check may show. */
  readonly bound: number;
}

/**
 * Everything that has a gradient, in the order of tables.
 *
 * @category Catalogue and description
 */
export interface LayerCatalogue {
  /** Layers, compositions and named networks. */
  readonly layers: readonly LayerEntry[];
  /** Losses. */
  readonly losses: readonly LossEntry[];
  /** Penalties. */
  readonly penalties: readonly PenaltyEntry[];
}
