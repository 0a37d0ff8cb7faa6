import { bytesPerElement, type DType } from "../dtype.ts";
import { formatShape } from "../shape.ts";
import type { Tensor } from "../tensor.ts";
import { scalarOffset } from "./_emit.ts";
import type { Loop } from "./_loop.ts";
import type { PointwiseKernel } from "./pointwise_kernel.ts";

/** What a kernel is made of. */
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
  readonly block: number;
  readonly #bound: BoundRule;
  readonly #pointers: Uint32Array;
  readonly #scalars: Float32Array | Float64Array;
  #smallest = 0;
  #largest = 0;
  #checked = false;

  constructor(bound: BoundRule) {
    const { tensors, scalarNames, written } = bound;
    const { arena, dtype, engine } = tensors[written[0]];
    const offset = scalarOffset(tensors.length);
    const bytes = offset + scalarNames.length * bytesPerElement[dtype];
    this.#bound = bound;
    this.block = arena.tensor([bytes], "u8").pointer;
    this.#pointers = new Uint32Array(engine.memory.buffer, this.block, tensors.length);
    this.#scalars = scalarView(
      dtype,
      engine.memory.buffer,
      this.block + offset,
      scalarNames.length,
    );
    tensors.forEach((tensor, index) => this.#pointers[index] = tensor.pointer);
    this.#check();
    this.#requireEqualSizes();
  }

  run(scalars?: Readonly<Record<string, number>>, count?: number): void {
    if (!this.#checked) this.#check();
    if (count === undefined) this.#requireEqualSizes();
    else if (!(Number.isInteger(count) && count >= 0 && count <= this.#smallest)) {
      throw new RangeError(
        `Pointwise '${this.#bound.rule}': expected a count from 0 to ${this.#smallest}, got ${count}; bind larger tensors`,
      );
    }
    const names = this.#bound.scalarNames;
    for (let index = 0; index < names.length; index++) {
      const value = scalars?.[names[index]];
      if (typeof value !== "number") this.#refuseScalar(names[index], value);
      this.#scalars[index] = value;
    }
    this.#bound.loop.run(this.block, count === undefined ? this.#smallest : count);
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
    this.#pointers[index] = tensor.pointer;
    tensors[index] = tensor;
  }

  #check(): void {
    const { tensors, written } = this.#bound;
    this.#smallest = this.#largest = tensors[0].size;
    for (let index = 1; index < tensors.length; index++) {
      this.#smallest = Math.min(this.#smallest, tensors[index].size);
      this.#largest = Math.max(this.#largest, tensors[index].size);
    }
    for (let index = 0; index < written.length; index++) {
      for (let other = 0; other < tensors.length; other++) {
        if (other !== written[index]) this.#requireApart(written[index], other);
      }
    }
    this.#checked = true;
  }

  /** Reading a tensor in the place where it is written is safe; shifted by some elements it is not. */
  #requireApart(target: number, other: number): void {
    const { rule, tensors, tensorNames, written } = this.#bound;
    const a = tensors[target], b = tensors[other];
    if (a.pointer + a.data.byteLength <= b.pointer || b.pointer + b.data.byteLength <= a.pointer) {
      return;
    }
    if (a.pointer === b.pointer && !written.includes(other)) return;
    throw new TypeError(
      `Pointwise '${rule}': expected '${tensorNames[target]}', which is written, apart from '${
        tensorNames[other]
      }', got tensors ${formatShape(a.shape)} and ${
        formatShape(b.shape)
      } that share memory; only a tensor that is read may be the written one itself`,
    );
  }

  #requireEqualSizes(): void {
    if (this.#smallest === this.#largest) return;
    const { rule, tensors, tensorNames } = this.#bound;
    const list = tensors.map((tensor, index) =>
      `'${tensorNames[index]}' ${formatShape(tensor.shape)}`
    );
    throw new TypeError(
      `Pointwise '${rule}': expected tensors of one size, got ${
        list.join(", ")
      }; check the shapes, or run with a count`,
    );
  }

  #refuseScalar(name: string, value: unknown): never {
    throw new TypeError(
      `Pointwise '${this.#bound.rule}': expected a number for scalar '${name}', got ${value}; pass { ${
        this.#bound.scalarNames.join(", ")
      } } to run`,
    );
  }
}

/** Throws unless two tensors of a rule have the same engine and element type. */
export function requireSameKind(
  rule: string,
  name: string,
  tensor: Tensor,
  otherName: string,
  other: Tensor,
): void {
  if (other.dtype !== tensor.dtype) {
    throw new TypeError(
      `Pointwise '${rule}': expected tensors of one element type, got '${name}' ${tensor.dtype} ${
        formatShape(tensor.shape)
      } and '${otherName}' ${other.dtype} ${
        formatShape(other.shape)
      }; make them all f32 or all f64`,
    );
  }
  if (other.engine !== tensor.engine) {
    throw new TypeError(
      `Pointwise '${rule}': expected tensors of one engine, got '${name}' ${
        formatShape(tensor.shape)
      } and '${otherName}' ${formatShape(other.shape)} of different engines; make both with one`,
    );
  }
}

function scalarView(
  dtype: DType,
  buffer: ArrayBufferLike,
  pointer: number,
  length: number,
): Float32Array | Float64Array {
  return dtype === "f32"
    ? new Float32Array(buffer, pointer, length)
    : new Float64Array(buffer, pointer, length);
}
