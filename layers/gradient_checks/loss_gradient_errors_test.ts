import { assert, assertLess } from "@std/assert";
import { layerCatalogue } from "../catalogue/layer_catalogue.ts";
import type { Loss } from "../losses/loss.ts";
import { spoilGradient } from "../testing/mod.ts";
import { lossGradientErrors } from "./loss_gradient_errors.ts";

for (const { title, loss, predictions, range, target, bound } of layerCatalogue.losses) {
  Deno.test(`The gradient of ${title} agrees with central differences`, () => {
    for (const prediction of predictions) {
      const [{ error }] = lossGradientErrors(loss, prediction, { target, range });
      assertLess(error, bound, `[${prediction}]`);
    }
  });

  Deno.test(`A planted error of 1 % in the gradient of ${title} is caught`, () => {
    const wrong: Loss = {
      ...loss,
      build(prediction, context) {
        const built = loss.build(prediction, context);
        return {
          losses: built.losses,
          forward: (x, t) => built.forward(x, t),
          backward() {
            const gradient = built.backward();
            spoilGradient(gradient.data);
            return gradient;
          },
        };
      },
    };
    const [{ error }] = lossGradientErrors(wrong, predictions.at(-1)!, { target, range });
    assert(error > bound, `error ${error}`);
  });
}
