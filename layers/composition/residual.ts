import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { BranchSum } from "./_branch_sum.ts";
import { buildBranches } from "./_branches.ts";
import { containerLabel } from "./_children.ts";
import { sequential } from "./sequential.ts";
import { requireLayer } from "../_require_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode residual}.
 *
 * @category Composition
 */
export interface ResidualOptions {
  /** Name within the network; default `residual` and its number. */
  readonly name?: string;
  /** Layer of the shortcut beside the body, such as a projection to the body's shape; default the identity. */
  readonly shortcut?: Layer;
}

/**
 * A residual block: `y = body(x) + shortcut(x)`.
 *
 * Backward: `dx = bodyᵀ(dy) + shortcutᵀ(dy)`, for the identity `bodyᵀ(dy) + dy`. A relu that follows in a sequential
 * network is applied while the sum is stored.
 *
 * Takes any shape and gives the body's. The names of the layers inside begin with the block's: `block1/body/conv1`,
 * `block1/shortcut`.
 *
 * @category Composition
 * @param body The residual branch, most often a {@linkcode sequential}.
 * @param options Name and shortcut.
 * @returns The layer.
 * @throws {TypeError} When it is built and the outputs of body and shortcut differ in shape.
 *
 * @example An input plus twice itself
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { affine, buildLayer, constant, residual } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const block = residual(affine({ units: 1, weight: constant({ value: 2 }) }));
 * const built = buildLayer(block, [2, 1], { arena });
 * assertEquals([...built.forward(arena.from([1, 10], [2, 1]), "train").data], [3, 30]);
 * assertEquals([...built.backward(arena.from([1, 1], [2, 1]))!.data], [3, 3]);
 * assertEquals(built.parameters.map(({ name }) => name), ["residual1/body.weight", "residual1/body.bias"]);
 * ```
 *
 * @see K. He, X. Zhang, S. Ren, J. Sun: "Deep residual learning for image recognition", CVPR 2016,
 * https://arxiv.org/abs/1512.03385
 */
export function residual(body: Layer, options: ResidualOptions = {}): Layer {
  const { name, shortcut } = givenOptions("residual", options);
  requireLayer("Residual", "body", body);
  if (shortcut !== undefined) requireLayer("Residual", "shortcut", shortcut);
  return configured("residual", { body, name, shortcut }, {
    kind: "residual",
    name,
    fusedActivations: ["relu"],
    blocks: blocksOf([body, shortcut ?? sequential([])]),
    build: (input, context) => {
      const branches = buildBranches(
        {
          container: "Residual",
          layers: [body, shortcut ?? sequential([])],
          names: ["body", "shortcut"],
        },
        input,
        context,
      );
      const advice = shortcut === undefined
        ? "give it a shortcut layer that takes the input to the body's shape"
        : "give the shortcut the body's number of outputs and stride";
      return new BranchSum(
        { label: containerLabel("Residual", context.path), branches, advice },
        context,
      );
    },
  });
}

/** Of layers side by side: none of them may refuse blocks. */
function blocksOf(branches: readonly Layer[]): Layer["blocks"] {
  if (branches.some(({ blocks }) => blocks === undefined)) return undefined;
  return branches.some(({ blocks }) => blocks === "takes") ? "takes" : "keeps";
}
