import type { Expression, Operand, Operation, PointwiseNode } from "@descent/core";

const functions: ReadonlySet<Operation> = new Set<Operation>([
  "exp",
  "expm1",
  "log",
  "log1p",
  "tanh",
  "erf",
  "erfc",
]);

/** Whether two formulas call a function of the same number, so that both are quicker computed together. */
export function sharesFunction(one: Operand, other: Expression): boolean {
  if (typeof one === "number") return false;
  const calls = new Set(callsOf(one.node));
  return callsOf(other.node).some((call) => calls.has(call));
}

/** The calls of functions within a formula, as text. */
function callsOf(node: PointwiseNode): string[] {
  if (node.kind !== "operation") return [];
  const inner = node.inputs.flatMap(callsOf);
  return functions.has(node.operation) ? [JSON.stringify(node), ...inner] : inner;
}
