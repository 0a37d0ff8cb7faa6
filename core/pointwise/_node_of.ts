import { Expression, type Operand } from "./expression.ts";
import type { PointwiseNode } from "./node.ts";

/** The step that an operand stands for; `method` is named when it is neither expression nor number. */
export function nodeOf(method: string, operand: Operand): PointwiseNode {
  if (typeof operand === "number") return { kind: "constant", value: operand };
  if (operand instanceof Expression) return operand.node;
  throw new TypeError(
    `${method}: expected an expression or a number, got ${
      typeName(operand)
    }; check the operand's name, or turn a condition into a number with select`,
  );
}

/** Name of a value's type, for messages. */
export function typeName(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  return Object(value).constructor?.name ?? typeof value;
}
