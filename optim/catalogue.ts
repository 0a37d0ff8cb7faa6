import type { OptimizerPlugin } from "./optimizer_plugin.ts";
import { adadelta } from "./rules/adadelta.ts";
import { adagrad } from "./rules/adagrad.ts";
import { adam } from "./rules/adam.ts";
import { adamax } from "./rules/adamax.ts";
import { adamw } from "./rules/adamw.ts";
import { amsgrad } from "./rules/amsgrad.ts";
import { momentum } from "./rules/momentum.ts";
import { nadam } from "./rules/nadam.ts";
import { nesterov } from "./rules/nesterov.ts";
import { radam } from "./rules/radam.ts";
import { rmsprop } from "./rules/rmsprop.ts";
import { rmspropCentered } from "./rules/rmsprop_centered.ts";
import { rmspropMomentum } from "./rules/rmsprop_momentum.ts";
import { rprop } from "./rules/rprop.ts";
import { lion } from "./rules/lion.ts";
import { signum } from "./rules/signum.ts";
import { adabelief } from "./rules/adabelief.ts";
import { yogi } from "./rules/yogi.ts";
import { adan } from "./rules/adan.ts";
import { adopt } from "./rules/adopt.ts";
import { ademamix } from "./rules/ademamix.ts";
import { laprop } from "./rules/laprop.ts";
import { nadamw } from "./rules/nadamw.ts";
import { madgrad } from "./rules/madgrad.ts";
import { qhadam } from "./rules/qhadam.ts";
import { cocob } from "./rules/cocob.ts";
import { scheduleFreeSgd } from "./rules/schedule_free_sgd.ts";
import { scheduleFreeAdamw } from "./rules/schedule_free_adamw.ts";
import { asgd } from "./rules/asgd.ts";
import { rmspropKeras } from "./rules/rmsprop_keras.ts";
import { adamKeras } from "./rules/adam_keras.ts";
import { lars } from "./rules/lars.ts";
import { lamb } from "./rules/lamb.ts";
import { novograd } from "./rules/novograd.ts";
import { prodigy } from "./rules/prodigy.ts";
import { dadaptAdam } from "./rules/dadapt_adam.ts";
import { adafactor } from "./rules/adafactor.ts";
import { came } from "./rules/came.ts";
import { muon } from "./rules/muon.ts";
import { normuon } from "./rules/normuon.ts";
import { shampoo } from "./rules/shampoo.ts";
import { soap } from "./rules/soap.ts";
import { lbfgs } from "./rules/lbfgs.ts";
import { dog, layerwiseDog } from "./rules/dog.ts";
import { cautiousAdamw } from "./rules/cautious_adamw.ts";
import { marsAdamw } from "./rules/mars_adamw.ts";
import { samMomentum } from "./rules/sam_momentum.ts";
import { sgd } from "./rules/sgd.ts";
import { sgld } from "./rules/sgld.ts";

/**
 * The built-in optimizers, in the order in which help text and reports list them.
 *
 * Their default learning rates suit fully connected networks on MNIST at batches of about 100.
 *
 * @category Catalogue and choice
 */
export const optimizerCatalogue: readonly OptimizerPlugin[] = [
  sgd,
  momentum,
  nesterov,
  rmsprop,
  rmspropMomentum,
  rmspropCentered,
  adagrad,
  adadelta,
  adam,
  adamw,
  amsgrad,
  adamax,
  nadam,
  radam,
  rprop,
  lion,
  signum,
  adabelief,
  yogi,
  adan,
  adopt,
  ademamix,
  laprop,
  nadamw,
  madgrad,
  qhadam,
  cocob,
  scheduleFreeSgd,
  scheduleFreeAdamw,
  asgd,
  rmspropKeras,
  adamKeras,
  lars,
  lamb,
  novograd,
  prodigy,
  dadaptAdam,
  adafactor,
  came,
  muon,
  normuon,
  shampoo,
  soap,
  lbfgs,
  dog,
  layerwiseDog,
  cautiousAdamw,
  marsAdamw,
  samMomentum,
  sgld,
];

/**
 * The optimizer of a given name.
 *
 * @category Catalogue and choice
 * @param name Such as `adam`.
 * @param plugins Where to look; default the {@linkcode optimizerCatalogue}.
 * @returns The optimizer.
 * @throws {RangeError} When none has the name; the message lists those that there are.
 *
 * @example Look one up
 * ```ts
 * import { findOptimizer } from "@descent/optim";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * assertEquals(findOptimizer("adam").title, "Adam");
 * assertThrows(() => findOptimizer("adamant"), RangeError, "expected one of sgd, momentum,");
 * ```
 */
export function findOptimizer(
  name: string,
  plugins: readonly OptimizerPlugin[] = optimizerCatalogue,
): OptimizerPlugin {
  const found = plugins.find((plugin) => plugin.name === name);
  if (found !== undefined) return found;
  throw new RangeError(
    `findOptimizer: expected one of ${
      plugins.map((plugin) => plugin.name).join(", ")
    }, got '${name}'; check the spelling, or load a plugin of that name`,
  );
}
