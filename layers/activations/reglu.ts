import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { rectifier } from "./_formulas.ts";
import { gatedUnit } from "./_gated_unit.ts";
import type { GatedUnitOptions } from "./gated_unit_options.ts";
import { configured } from "../_configured.ts";

const unit = gatedUnit({ kind: "reglu", title: "Reglu", gate: "first", formula: rectifier });

/**
 * The gated linear unit with a rectifier: `y = max(a, 0) b` for the halves a and b of an axis.
 *
 * Backward: `da = dy b · [a > 0]`, `db = dy max(a, 0)`. A NaN or infinite input gives NaN or infinity, and a NaN
 * gradient.
 *
 * Takes [N, ..., 2 D] and gives [N, ..., D], the halves lying one after the other along the axis.
 *
 * @category Activations
 * @param options Name and axis, see {@linkcode GatedUnitOptions}.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input without that axis, or with an odd number of elements along it.
 *
 * @example Where the first half is negative nothing passes
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, reglu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(reglu(), [1, 4], { arena });
 * assertEquals([...built.forward(arena.from([2, -1, 4, 5], [1, 4]), "eval").data], [8, 0]);
 * ```
 *
 * @see N. Shazeer: "GLU variants improve transformer", 2020, https://arxiv.org/abs/2002.05202
 */
export function reglu(options: GatedUnitOptions = {}): Layer {
  return configured("reglu", givenOptions("reglu", options), unit(options));
}
