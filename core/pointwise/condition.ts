import { nodeOf } from "./_node_of.ts";
import { Expression, type Operand } from "./expression.ts";
import type { ConditionOperation, PointwiseNode } from "./node.ts";

/**
 * True or false for each element: what comparisons of expressions give.
 *
 * @category Pointwise functions
 *
 * @example A rectifier that lets NaN through
 * ```ts
 * import { createEngine, pointwise } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([-1, 2, NaN]);
 * const rule = pointwise({
 *   name: "rectify",
 *   tensors: ["x"],
 *   update: ({ x }) => ({ x: x.less(0).select(0, x) }),
 * });
 * rule.bind({ x }).run();
 * assertEquals([...x.data], [0, 2, NaN]);
 * ```
 */
export class Condition {
  /** The computation of this condition. */
  readonly node: PointwiseNode;

  /**
   * Conditions are made by comparing expressions.
   *
   * @param node The computation.
   */
  constructor(node: PointwiseNode) {
    this.node = node;
  }

  /**
   * One of two numbers; both are computed, and the other one leaves no trace, NaN or not.
   *
   * @param whenTrue The number where this holds.
   * @param whenFalse The number where it does not.
   * @returns The chosen number.
   */
  select(whenTrue: Operand, whenFalse: Operand): Expression {
    const choices = [whenTrue, whenFalse].map((choice) => nodeOf("Condition.select", choice));
    return new Expression({
      kind: "operation",
      operation: "select",
      inputs: [this.node, ...choices],
    });
  }

  /**
   * Whether both hold.
   *
   * @param other The other condition.
   * @returns The conjunction.
   */
  and(other: Condition): Condition {
    return condition("and", this.node, other.node);
  }

  /**
   * Whether at least one holds.
   *
   * @param other The other condition.
   * @returns The disjunction.
   */
  or(other: Condition): Condition {
    return condition("or", this.node, other.node);
  }

  /**
   * Whether this does not hold.
   *
   * @returns The opposite.
   */
  not(): Condition {
    return condition("not", this.node);
  }
}

function condition(operation: ConditionOperation, ...inputs: PointwiseNode[]): Condition {
  return new Condition({ kind: "operation", operation, inputs });
}
