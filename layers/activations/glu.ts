import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { logistic } from "./_formulas.ts";
import { gatedUnit } from "./_gated_unit.ts";
import type { GatedUnitOptions } from "./gated_unit_options.ts";
import { configured } from "../_configured.ts";

const unit = gatedUnit({ kind: "glu", title: "Glu", gate: "second", formula: logistic });

/**
 * The gated linear unit: `y = a σ(b)` for the halves a and b of an axis.
 *
 * Backward: `da = dy σ(b)`, `db = dy a σ(b) σ(−b)`. A NaN or infinite input gives NaN or infinity, and a NaN
 * gradient.
 *
 * Takes [N, ..., 2 D] and gives [N, ..., D], the halves lying one after the other along the axis.
 *
 * @category Activations
 * @param options Name and axis, see {@linkcode GatedUnitOptions}.
 * @returns The layer.
 * @throws {TypeError} When it is built for an input without that axis, or with an odd number of elements along it.
 *
 * @example Half open at 0
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { buildLayer, glu } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const built = buildLayer(glu(), [1, 4], { arena });
 * assertEquals([...built.forward(arena.from([6, 8, 0, 99], [1, 4]), "eval").data], [3, 8]);
 * ```
 *
 * @see Y. N. Dauphin and others: "Language modeling with gated convolutional networks", ICML 2017,
 * https://arxiv.org/abs/1612.08083
 */
export function glu(options: GatedUnitOptions = {}): Layer {
  return configured("glu", givenOptions("glu", options), unit(options));
}
