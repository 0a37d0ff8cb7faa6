import { assert, assertEquals, assertLess } from "@std/assert";
import { layerCatalogue } from "../catalogue/layer_catalogue.ts";
import type { Penalty } from "../penalties/penalty.ts";
import { spoilGradient } from "../testing/mod.ts";
import { penaltyGradientErrors } from "./penalty_gradient_errors.ts";

for (const { title, penalty, bound } of layerCatalogue.penalties) {
  Deno.test(`The gradient of ${title} agrees with central differences`, () => {
    for (const { tensor, error } of penaltyGradientErrors(penalty)) {
      assertLess(error, bound, tensor);
    }
  });

  Deno.test(`A planted error of 1 % in the gradient of ${title} is caught`, () => {
    const wrong: Penalty = {
      ...penalty,
      build(parameters) {
        const built = penalty.build(parameters);
        return {
          addGradients() {
            const value = built.addGradients();
            spoilGradient(parameters[0].gradient.data);
            return value;
          },
        };
      },
    };
    const [weight, bias] = penaltyGradientErrors(wrong);
    assert(weight.error > bound, `error ${weight.error}`);
    assertEquals(bias.error, 0);
  });
}
