import type { OptimizerPlugin } from "../optimizer_plugin.ts";
import { adam } from "../rules/adam.ts";
import { adamax } from "../rules/adamax.ts";
import { lion } from "../rules/lion.ts";
import { momentum } from "../rules/momentum.ts";
import { muon } from "../rules/muon.ts";
import { nesterov } from "../rules/nesterov.ts";
import { normuon } from "../rules/normuon.ts";
import { rmsprop } from "../rules/rmsprop.ts";
import { sgd } from "../rules/sgd.ts";
import { shampoo } from "../rules/shampoo.ts";
import { signum } from "../rules/signum.ts";
import { soap } from "../rules/soap.ts";
import type { Equivariances } from "./equivariances.ts";

/**
 * A rule and the changes of coordinates that it does not notice.
 *
 * @category Conformance
 */
export interface RuleEquivariances {
  /** The rule. */
  readonly plugin: OptimizerPlugin;
  /** Hyperparameters that differ from the defaults. */
  readonly hyperparameters?: Readonly<Record<string, number>>;
  /** The changes under which it makes the same steps; it notices all others. */
  readonly holds: readonly (keyof Equivariances)[];
}

/**
 * The families of the rules by what they know of coordinates: those of gradient descent know none but the scale, those of Adam
 * and of signs know axes, and without ε no scale, matrix rules know neither.
 *
 * @category Conformance
 *
 * @example Muon is of Shampoo's family
 * ```ts
 * import { ruleEquivariances } from "@descent/optim";
 * import { assertEquals } from "@std/assert";
 *
 * const holds = (name: string) => ruleEquivariances.find(({ plugin }) => plugin.name === name)!.holds;
 * assertEquals(holds("muon"), holds("shampoo"));
 * ```
 */
export const ruleEquivariances: readonly RuleEquivariances[] = [
  ...[sgd, momentum, nesterov].map((plugin): RuleEquivariances => ({
    plugin,
    holds: ["permutation", "signs", "orthogonal", "rotation"],
  })),
  ...[adam, adamax, rmsprop].map((plugin): RuleEquivariances => ({
    plugin,
    hyperparameters: { epsilon: 0 },
    holds: ["permutation", "signs", "gradientScale"],
  })),
  ...[lion, signum].map((plugin): RuleEquivariances => ({
    plugin,
    holds: ["permutation", "signs", "gradientScale"],
  })),
  ...[muon, shampoo, soap].map((plugin): RuleEquivariances => ({
    plugin,
    holds: ["permutation", "orthogonal"],
  })),
  // It normalizes the rows of the orthogonal factor.
  { plugin: normuon, holds: ["permutation"] },
];
