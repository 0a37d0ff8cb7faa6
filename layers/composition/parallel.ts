import { givenOptions } from "@descent/core";
import type { Layer } from "../layer.ts";
import { BranchConcatenation } from "./_branch_concatenation.ts";
import { BranchSum } from "./_branch_sum.ts";
import { buildBranches } from "./_branches.ts";
import { containerLabel } from "./_children.ts";
import { requireLayers } from "../_require_options.ts";
import { configured } from "../_configured.ts";

/**
 * Options of {@linkcode parallel}.
 *
 * @category Composition
 */
export interface ParallelOptions {
  /** Name within the network; default `parallel` and its number. */
  readonly name?: string;
  /** Whether outputs are put side by side along axis 1 or added up; default `"concatenate"`. */
  readonly combine?: "concatenate" | "sum";
}

/**
 * Layers that all take the same input: `y = [f₁(x), f₂(x), …]` along channels or features, or `y = f₁(x) + f₂(x) + …`.
 *
 * Backward: each branch gets its part of dy, or all of it, and `dx = Σᵢ dxᵢ`. A relu that follows a sum in a
 * sequential network is applied while the sum is stored.
 *
 * Takes any shape. Outputs that are put side by side are [N, Cᵢ, ...] and give [N, Σᵢ Cᵢ, ...]; those that are added
 * up have one shape. Unnamed branches are called `branch1`, `branch2`, …, and the names of the layers inside begin
 * with that: `mixed1/branch2/conv1`.
 *
 * @category Composition
 * @param branches The layers, at least one; `sequential([])` passes the input on.
 * @param options Name, and how outputs are combined.
 * @returns The layer.
 * @throws {RangeError} When there is no branch, or `combine` is none of the two.
 * @throws {TypeError} When it is built and the branches' outputs do not fit together.
 *
 * @example The input beside its negative
 * ```ts
 * import { createEngine } from "@descent/core";
 * import { affine, buildLayer, constant, parallel, sequential } from "@descent/layers";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const negative = affine({ units: 1, weight: constant({ value: -1 }) });
 * const built = buildLayer(parallel([sequential([]), negative]), [2, 1], { arena });
 * assertEquals([...built.forward(arena.from([3, 5], [2, 1]), "train").data], [3, -3, 5, -5]);
 * assertEquals([...built.backward(arena.from([10, 1, 20, 2], [2, 2]))!.data], [9, 18]);
 * ```
 *
 * @see C. Szegedy and others: "Going deeper with convolutions", CVPR 2015, https://arxiv.org/abs/1409.4842
 */
export function parallel(
  branches: readonly Layer[],
  options: ParallelOptions = {},
): Layer {
  const { name, combine = "concatenate" } = givenOptions("parallel", options);
  const label = name === undefined ? "Parallel" : `Parallel '${name}'`;
  requireLayers(label, "branches", branches);
  if (branches.length === 0) {
    throw new RangeError(`${label}: expected at least 1 branch, got none; use sequential([])`);
  }
  if (combine !== "concatenate" && combine !== "sum") {
    throw new RangeError(
      `${label}: expected combine to be "concatenate" or "sum", got ${combine}; choose one of them`,
    );
  }
  return configured("parallel", { branches, name, combine }, {
    kind: "parallel",
    name,
    fusedActivations: combine === "sum" ? ["relu"] : [],
    build: (input, context) => {
      const names = branches.map((_, i) => `branch${i + 1}`);
      const built = buildBranches(
        { container: "Parallel", layers: branches, names },
        input,
        context,
      );
      const label = containerLabel("Parallel", context.path);
      return combine === "concatenate"
        ? new BranchConcatenation(label, built, context)
        : new BranchSum({ label, branches: built, advice: "make their extents equal" }, context);
    },
  });
}
