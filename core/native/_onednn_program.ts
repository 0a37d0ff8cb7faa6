import type { Layout, OneDnnEngine } from "./_onednn_engine.ts";
import { onednn } from "./_onednn_symbols.ts";

/** A compiled operation with its arguments. */
export interface Operation {
  readonly primitive: number;
  readonly values: BigUint64Array<ArrayBuffer>;
}

/** Tensors and operations that are made together, used again and again and freed together. */
export class OneDnnProgram {
  readonly #engine: OneDnnEngine;
  readonly #primitives: number[] = [];
  readonly #memories: number[] = [];

  constructor(engine: OneDnnEngine) {
    this.#engine = engine;
  }

  /** A tensor of a layout at an address. */
  tensor(layout: Layout, address: number): number {
    const memory = this.#engine.memory(layout, address);
    this.#memories.push(memory);
    return memory;
  }

  /** An operation on tensors, by the numbers of its arguments. */
  operation(
    primitive: number,
    values: readonly (readonly [argument: number, tensor: number])[],
  ): Operation {
    this.#primitives.push(primitive);
    return { primitive, values: new BigUint64Array(values.flat().map(BigInt)) };
  }

  /** The tensor itself where its layout is the wanted one, another one at an address where not. */
  inLayout(tensor: number, layout: Layout, wanted: Layout, address: number): number {
    return this.#engine.isSame(layout, wanted) ? tensor : this.tensor(wanted, address);
  }

  /** The copy of a tensor into another layout; `undefined` for one onto itself. */
  copy(from: Layout, to: Layout, source: number, target: number): Operation | undefined {
    if (source === target) return undefined;
    const { source: reads, target: writes } = onednn.argument;
    return this.operation(this.#engine.reorder(from, to), [[reads, source], [writes, target]]);
  }

  /** Moves a tensor to another address. */
  move(tensor: number, address: number): void {
    this.#engine.move(tensor, address);
  }

  /** Runs an operation. */
  run(operation: Operation | undefined): void {
    if (operation !== undefined) this.#engine.execute(operation.primitive, operation.values);
  }

  /** Frees all. */
  forget(): void {
    this.#engine.forget(this.#primitives, this.#memories);
  }
}
