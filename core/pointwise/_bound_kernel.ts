import type { Tensor } from "../memory/tensor.ts";
import { requireApart, requireEqualSizes, requireSameKind } from "./_check_tensors.ts";
import type { Loop } from "./_loop.ts";
import { ParameterBlock } from "./_parameter_block.ts";
import type { PointwiseKernel } from "./pointwise_kernel.ts";

/** Parts of a kernel. */
export interface BoundRule {
  readonly rule: string;
  readonly tensorNames: readonly string[];
  readonly scalarNames: readonly string[];
  /** Positions of the tensors that the rule writes. */
  readonly written: readonly number[];
  readonly tensors: Tensor[];
  readonly loop: Loop;
}

/** Lays the parameter block out in the arena of a written tensor, whose life the kernel shares. */
export function bindKernel(bound: BoundRule): PointwiseKernel {
  return new BoundKernel(bound);
}

class BoundKernel implements PointwiseKernel {
  readonly #bound: BoundRule;
  readonly #block: ParameterBlock;
  #smallest = 0;
  #largest = 0;
  #checked = false;

  constructor(bound: BoundRule) {
    const { rule, tensors, tensorNames, scalarNames, written } = bound;
    const { arena, dtype } = tensors[written[0]];
    this.#bound = bound;
    requireEqualSizes(rule, tensorNames, tensors);
    this.#block = new ParameterBlock(arena, {
      dtype,
      scalarCount: scalarNames.length,
      tensorCount: tensors.length,
      entryCount: 1,
    });
    tensors.forEach(({ pointer }, index) => this.#block.setPointer(0, index, pointer));
    this.#check();
  }

  run(scalars?: Readonly<Record<string, number>>, count?: number): void {
    if (!this.#checked) this.#check();
    if (count === undefined) {
      if (this.#smallest !== this.#largest) {
        requireEqualSizes(this.#bound.rule, this.#bound.tensorNames, this.#bound.tensors);
      }
    } else if (!(Number.isInteger(count) && count >= 0 && count <= this.#smallest)) {
      throw new RangeError(
        `Pointwise '${this.#bound.rule}': expected a count from 0 to ${this.#smallest}, got ${count}; bind larger tensors`,
      );
    }
    const names = this.#bound.scalarNames;
    for (let index = 0; index < names.length; index++) {
      const value = scalars?.[names[index]];
      if (typeof value !== "number") this.#refuseScalar(names[index], value);
      this.#block.scalars[index] = value;
    }
    this.#bound.loop.run(this.#block.pointer, count === undefined ? this.#smallest : count);
  }

  rebind(name: string, tensor: Tensor): void {
    const { rule, tensorNames, tensors } = this.#bound;
    const index = tensorNames.indexOf(name);
    if (index < 0) {
      throw new TypeError(
        `Pointwise '${rule}': expected one of the tensors ${
          tensorNames.join(", ")
        }, got '${name}'; check the name`,
      );
    }
    const present = tensors[index];
    if (tensor === present) return;
    requireSameKind(rule, tensorNames[index], present, name, tensor);
    if (tensor.pointer !== present.pointer || tensor.size !== present.size) this.#checked = false;
    this.#block.setPointer(0, index, tensor.pointer);
    tensors[index] = tensor;
  }

  #check(): void {
    const { rule, tensors, tensorNames, written } = this.#bound;
    this.#smallest = this.#largest = tensors[0].size;
    for (let index = 1; index < tensors.length; index++) {
      this.#smallest = Math.min(this.#smallest, tensors[index].size);
      this.#largest = Math.max(this.#largest, tensors[index].size);
    }
    this.#block.setSize(0, this.#smallest);
    requireApart(rule, tensorNames, tensors, written);
    this.#checked = true;
  }

  #refuseScalar(name: string, value: unknown): never {
    throw new TypeError(
      `Pointwise '${this.#bound.rule}': expected a number for scalar '${name}', got ${value}; pass { ${
        this.#bound.scalarNames.join(", ")
      } } to run`,
    );
  }
}
