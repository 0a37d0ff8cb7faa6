import { formatShape } from "../types/shape.ts";
import type { Tensor } from "../memory/tensor.ts";
import { overlap, requireApart, requireEqualSizes } from "./_check_tensors.ts";
import type { Loop } from "./_loop.ts";
import { ParameterBlock } from "./_parameter_block.ts";
import type { PointwisePass } from "./pointwise_pass.ts";

/** Parts of a pass. */
export interface BoundSets {
  readonly rule: string;
  readonly tensorNames: readonly string[];
  readonly scalarCount: number;
  /** Positions of the tensors that the rule writes. */
  readonly written: readonly number[];
  /** At least one set of tensors, each in the order of the names. */
  readonly sets: readonly (readonly Tensor[])[];
  readonly loop: Loop;
}

/** Lays the parameter block out in the arena of the first set's first written tensor. */
export function bindPass({
  rule,
  tensorNames,
  scalarCount,
  written,
  sets,
  loop,
}: BoundSets): PointwisePass {
  for (const tensors of sets) {
    requireEqualSizes(rule, tensorNames, tensors);
    requireApart(rule, tensorNames, tensors, written);
  }
  requireSetsApart(rule, tensorNames, sets, written);
  const { arena, dtype } = sets[0][written[0]];
  const block = new ParameterBlock(arena, {
    dtype,
    scalarCount,
    tensorCount: tensorNames.length,
    entryCount: sets.length,
  });
  sets.forEach((tensors, entry) => {
    block.setSize(entry, tensors[0].size);
    tensors.forEach(({ pointer }, index) => block.setPointer(entry, index, pointer));
  });
  const total = sets.reduce((sum, [{ size }]) => sum + size, 0);
  return new BoundPass(loop, block, total);
}

/** A pass over nothing. */
export function emptyPass(scalarCount: number): PointwisePass {
  return { scalars: new Float64Array(scalarCount).fill(NaN), run: () => {} };
}

class BoundPass implements PointwisePass {
  readonly scalars: Float32Array | Float64Array;
  readonly #loop: Loop;
  readonly #block: number;
  readonly #total: number;

  constructor(loop: Loop, { pointer, scalars }: ParameterBlock, total: number) {
    this.scalars = scalars;
    this.#loop = loop;
    this.#block = pointer;
    this.#total = total;
  }

  run(): void {
    this.#loop.run(this.#block, this.#total);
  }
}

/** Threads may work on several sets at once, so no set may touch what another one writes. */
function requireSetsApart(
  rule: string,
  names: readonly string[],
  sets: readonly (readonly Tensor[])[],
  written: readonly number[],
): void {
  sets.forEach((tensors, one) =>
    sets.forEach((others, another) => {
      if (one === another) return;
      for (const index of written) {
        const found = others.findIndex((other) => overlap(tensors[index], other));
        if (found < 0) continue;
        throw new TypeError(
          `Pointwise '${rule}': expected '${
            names[index]
          }' of set ${one}, which is written, apart from '${
            names[found]
          }' of set ${another}, got tensors ${formatShape(tensors[index].shape)} and ${
            formatShape(others[found].shape)
          } that share memory; pass each tensor in one set only`,
        );
      }
    })
  );
}
