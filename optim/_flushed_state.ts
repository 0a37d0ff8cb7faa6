import { type DType, Expression, type Operand } from "@descent/core";

/** The smallest normal number of an element type: subnormal ones lie below it, have fewer digits, and are slow. */
export const smallestNormal: Readonly<Record<DType, number>> = { f32: 2 ** -126, f64: 2 ** -1022 };

type Update = (
  operands: Readonly<Record<string, Expression>>,
) => Readonly<Record<string, Operand | undefined>>;

/**
 * A rule's formula that stores no subnormal number in a state tensor, but 0.
 *
 * A weight whose gradient has become 0, such as one of a unit that is never active, leaves averages that decay for ever:
 * after some 900 steps with a factor of 0.9 they are subnormal, and an Intel processor then takes twice the time for a
 * whole training step of a small network. They are far below the last digit of any weight; only a rule that takes their
 * sign, such as Lion, goes on moving such a weight without this.
 */
export function flushedState(update: Update, state: readonly string[]): Update {
  return (operands) =>
    Object.fromEntries(
      Object.entries(update(operands)).map(([name, value]) => [
        name,
        state.includes(name) && value instanceof Expression ? value.flushSubnormal() : value,
      ]),
    );
}
