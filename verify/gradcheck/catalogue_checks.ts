import {
  type GradientError,
  type LayerCatalogue,
  layerCatalogue,
  layerGradientErrors,
  lossGradientErrors,
  penaltyGradientErrors,
} from "@descent/layers";
import type { GradientCheck } from "./gradient_check.ts";

const modes = ["train", "eval"] as const;

/**
 * Checks every gradient of a catalogue in f64: of each layer for each of its input shapes in training and in
 * evaluation, of each loss for each of its prediction shapes, and of each penalty.
 *
 * @category Gradient checks
 * @param entries The catalogue; default {@linkcode layerCatalogue}.
 * @returns A check for each tensor, in the catalogue's order.
 *
 * @example An affine layer has three gradients, and two modes
 * ```ts
 * import { affine } from "@descent/layers";
 * import { catalogueChecks } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * const entry = { title: "affine", layer: affine({ units: 2 }), inputs: [[3, 4]], bound: 1e-9 };
 * const checks = catalogueChecks({ layers: [entry], losses: [], penalties: [] });
 * assertEquals(checks.length, 6);
 * ```
 */
export function catalogueChecks(
  { layers, losses, penalties }: LayerCatalogue = layerCatalogue,
): GradientCheck[] {
  const complete = (
    { tensor, error }: GradientError,
    rest: Omit<GradientCheck, "tensor" | "error" | "printed">,
  ): GradientCheck => ({ ...rest, tensor, error, printed: undefined });
  return [
    ...layers.flatMap(({ title, layer, inputs, bound }) =>
      inputs.flatMap((input) =>
        modes.flatMap((mode) =>
          layerGradientErrors(layer, input, { mode }).map((each) =>
            complete(each, { group: "layer", title, input, mode, bound })
          )
        )
      )
    ),
    ...losses.flatMap(({ title, loss, predictions, range, target, bound }) =>
      predictions.flatMap((input) =>
        lossGradientErrors(loss, input, { target, range }).map((each) =>
          complete(each, { group: "loss", title, input, mode: undefined, bound })
        )
      )
    ),
    ...penalties.flatMap(({ title, penalty, bound }) =>
      penaltyGradientErrors(penalty).map((each) =>
        complete(each, { group: "penalty", title, input: [], mode: undefined, bound })
      )
    ),
  ];
}
