import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { gaussianError } from "./_formulas.ts";
import { gatedUnit } from "./_gated_unit.ts";
import type { GatedUnitOptions } from "./gated_unit_options.ts";
import { configured } from "../_configured.ts";

const unit = gatedUnit({ kind: "geglu", title: "Geglu", gate: "first", formula: gaussianError });

/**
 * The gated linear unit with the Gaussian error function: `y = a Φ(a) b` for the halves a and b of an axis, Φ being
 * the standard normal distribution.
 *
 * Backward: `da = dy b (Φ(a) + a φ(a))`, `db = dy a Φ(a)`. A NaN or infinite input gives NaN or infinity, and a NaN
 * gradient.
 *
 * Takes [N, ..., 2 D] and gives [N, ..., D], the halves lying one after the other along the axis.
 *
 * @category Activations
 * @param options Name and axis, see {@linkcode GatedUnitOptions}.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input without that axis, or with an odd number of elements along it.
 *
 * @example Large numbers pass
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, geglu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(geglu(), [1, 4], { arena });
 * assertEquals([...built.forward(arena.from([99, 0, 2, 5], [1, 4]), "eval").data], [198, 0]);
 * ```
 *
 * @see N. Shazeer: "GLU variants improve transformer", 2020, https://arxiv.org/abs/2002.05202
 */
export function geglu(options: GatedUnitOptions = {}): Layer {
  return configured("geglu", givenOptions("geglu", options), unit(options));
}
