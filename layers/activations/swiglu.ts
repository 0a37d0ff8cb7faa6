import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { swish } from "./_formulas.ts";
import { gatedUnit } from "./_gated_unit.ts";
import type { GatedUnitOptions } from "./gated_unit_options.ts";
import { configured } from "../_configured.ts";

const unit = gatedUnit({ kind: "swiglu", title: "Swiglu", gate: "first", formula: swish });

/**
 * The gated linear unit with swish: `y = a σ(a) b` for the halves a and b of an axis.
 *
 * Backward: `da = dy b σ(a) (1 + a σ(−a))`, `db = dy a σ(a)`. A NaN or infinite input gives NaN or infinity, and a
 * NaN gradient.
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
 * import { buildLayer, swiglu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(swiglu(), [1, 4], { arena });
 * assertEquals([...built.forward(arena.from([99, 0, 2, 5], [1, 4]), "eval").data], [198, 0]);
 * ```
 *
 * @see N. Shazeer: "GLU variants improve transformer", 2020, https://arxiv.org/abs/2002.05202
 */
export function swiglu(options: GatedUnitOptions = {}): Layer {
  return configured("swiglu", givenOptions("swiglu", options), unit(options));
}
