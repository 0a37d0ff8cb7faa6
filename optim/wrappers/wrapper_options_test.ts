import { optionFaults } from "@descent/core/testing";
import { assertEquals, assertThrows } from "@std/assert";
import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { adam } from "../rules/adam.ts";
import { cautious } from "./cautious.ts";
import { grams } from "./grams.ts";
import { lookahead } from "./lookahead.ts";
import { mars } from "./mars.ts";
import { asam, sam } from "./sam.ts";
import { withAccumulation } from "./with_accumulation.ts";
import { withAdaptiveClipping } from "./with_adaptive_clipping.ts";
import { withCentralizedGradients } from "./with_centralized_gradients.ts";
import { withDecoupledWeightDecay } from "./with_decoupled_weight_decay.ts";
import { withLatestAverage } from "./with_latest_average.ts";
import { withNormClipping } from "./with_norm_clipping.ts";
import { withPolynomialAverage } from "./with_polynomial_average.ts";
import { withRates } from "./with_rates.ts";
import { withValueClipping } from "./with_value_clipping.ts";
import { withWeightAverage } from "./with_weight_average.ts";
import { withWeightDecay } from "./with_weight_decay.ts";

type Wrapper = (plugin: OptimizerPlugin, options: never) => OptimizerPlugin;

const names = { name: "wrapped", title: "Wrapped" };
const rates: Wrapper = (plugin, options) => withRates(plugin, () => 1, options);
const wrappers: Readonly<Record<string, readonly [Wrapper, Readonly<Record<string, unknown>>?]>> = {
  cautious: [cautious as Wrapper, { scaling: "mean" }],
  grams: [grams],
  lookahead: [lookahead as Wrapper],
  mars: [mars as Wrapper],
  sam: [sam as Wrapper],
  asam: [asam as Wrapper],
  withAccumulation: [withAccumulation as Wrapper],
  withAdaptiveClipping: [withAdaptiveClipping as Wrapper],
  withCentralizedGradients: [withCentralizedGradients],
  withDecoupledWeightDecay: [withDecoupledWeightDecay as Wrapper, {
    ...{ weightDecay: 0.01, by: "rate", when: "before" },
  }],
  withLatestAverage: [withLatestAverage as Wrapper],
  withNormClipping: [withNormClipping as Wrapper, { clipNorm: 1 }],
  withPolynomialAverage: [withPolynomialAverage as Wrapper],
  withRates: [rates],
  withValueClipping: [withValueClipping as Wrapper, { clipValue: 1 }],
  withWeightAverage: [withWeightAverage as Wrapper, { averageDecay: 0.9, start: "first-step" }],
  withWeightDecay: [withWeightDecay as Wrapper, { weightDecay: 0.01 }],
};

for (const [name, [wrap, options = {}]] of Object.entries(wrappers)) {
  Deno.test(`${name} refuses options and optimizers of another kind in the usual sentence`, () => {
    const make = (options: never) => wrap(adam as unknown as OptimizerPlugin, options);
    assertEquals(optionFaults(make, { ...names, ...options }), []);
    for (const plugin of [undefined, null, "adam"]) {
      assertThrows(
        () => wrap(plugin as never, {} as never),
        TypeError,
        `${name}: expected plugin to be an optimizer, such as adam, got`,
      );
    }
  });
}
