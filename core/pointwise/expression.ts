import { nodeOf } from "./_node_of.ts";
import { Condition } from "./condition.ts";
import type { ComparisonOperation, Operation, PointwiseNode } from "./node.ts";

/**
 * Argument of an expression's methods: an expression, or a number that stands for a constant.
 *
 * @category Pointwise functions
 */
export type Operand = Expression | number;

/**
 * A number for each element, as a formula: what a pointwise rule is written in.
 *
 * Every method returns a new expression. Each operation rounds once, in the order written, in the
 * rule's element type; nothing is reassociated or fused. NaN goes through every operation, `min` and
 * `max` included.
 *
 * @category Pointwise functions
 *
 * @example Write the derivative of the logistic function
 * ```ts
 * import { createEngine, pointwise } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const y = arena.from([0, 0.5, 1]);
 * const slope = pointwise({
 *   name: "slope",
 *   tensors: ["y"],
 *   update: ({ y }) => ({ y: y.sub(y.square()) }),
 * });
 * slope.bind({ y }).run();
 * assertEquals([...y.data], [0, 0.25, 0]);
 * ```
 */
export class Expression {
  /** The computation of this expression. */
  readonly node: PointwiseNode;

  /**
   * Expressions are made by {@linkcode pointwise}, {@linkcode constantExpression} and each other's methods.
   *
   * @param node The computation.
   */
  constructor(node: PointwiseNode) {
    this.node = node;
  }

  /**
   * `this + other`.
   *
   * @param other The second term.
   * @returns The sum.
   */
  add(other: Operand): Expression {
    return this.#with("add", other);
  }

  /**
   * `this - other`.
   *
   * @param other The subtrahend.
   * @returns The difference.
   */
  sub(other: Operand): Expression {
    return this.#with("sub", other);
  }

  /**
   * `this · other`.
   *
   * @param other The second factor.
   * @returns The product.
   */
  mul(other: Operand): Expression {
    return this.#with("mul", other);
  }

  /**
   * `this / other`.
   *
   * @param other The divisor; 0 gives an infinity, or NaN for 0 / 0.
   * @returns The quotient.
   */
  div(other: Operand): Expression {
    return this.#with("div", other);
  }

  /**
   * The smaller one, as `Math.min`: NaN if either is, and -0 is below +0.
   *
   * @param other The number to compare with.
   * @returns The minimum.
   */
  min(other: Operand): Expression {
    return this.#with("min", other);
  }

  /**
   * The larger one, as `Math.max`: NaN if either is, and +0 is above -0.
   *
   * @param other The number to compare with.
   * @returns The maximum.
   */
  max(other: Operand): Expression {
    return this.#with("max", other);
  }

  /**
   * `-this`, the sign of zero included.
   *
   * @returns The negative.
   */
  neg(): Expression {
    return operation("neg", this.node);
  }

  /**
   * `|this|`.
   *
   * @returns The absolute value.
   */
  abs(): Expression {
    return operation("abs", this.node);
  }

  /**
   * `√this`, correctly rounded; NaN below -0.
   *
   * @returns The square root.
   */
  sqrt(): Expression {
    return operation("sqrt", this.node);
  }

  /**
   * The largest whole number that is not above `this`.
   *
   * @returns The number rounded down.
   */
  floor(): Expression {
    return operation("floor", this.node);
  }

  /**
   * The nearest whole number; halves go to the even one, unlike `Math.round`.
   *
   * @returns The number rounded.
   */
  round(): Expression {
    return operation("round", this.node);
  }

  /**
   * The number itself, and +0 in place of -0 and of a subnormal one: below 1.2e-38 in `f32`, 2.2e-308 in `f64`.
   *
   * An average that decays for lack of news ends among the subnormal numbers and stays there, since rounding keeps
   * `0.9 · x` at the smallest of them. Many processors compute with those a hundred times slower.
   *
   * @returns The number without what is too small to be exact.
   */
  flushSubnormal(): Expression {
    return operation("flushSubnormal", this.node);
  }

  /**
   * `this²`.
   *
   * @returns The square.
   */
  square(): Expression {
    return this.mul(this);
  }

  /**
   * `1 / this`.
   *
   * @returns The reciprocal.
   */
  reciprocal(): Expression {
    return constantExpression(1).div(this);
  }

  /**
   * `thisⁿ` for a whole `n`, by repeated squaring; a negative `n` gives the reciprocal of the power.
   *
   * @param exponent The whole number `n`.
   * @returns The power; 1 for `n = 0`, whatever the base.
   * @throws {RangeError} When the exponent is no whole number.
   */
  pow(exponent: number): Expression {
    if (!Number.isSafeInteger(exponent)) {
      throw new RangeError(
        `Expression.pow: expected a whole exponent, got ${exponent}; write exp and log for other powers`,
      );
    }
    let result: Expression | undefined;
    let power: Expression | undefined;
    for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
      power = power === undefined ? this : power.square();
      if (rest % 2 === 1) result = result === undefined ? power : result.mul(power);
    }
    if (result === undefined) return constantExpression(1);
    return exponent < 0 ? result.reciprocal() : result;
  }

  /**
   * -1, 1, or the number itself when it is ±0 or NaN, as `Math.sign`.
   *
   * @returns The sign.
   */
  sign(): Expression {
    return this.less(0).select(-1, this.greater(0).select(1, this));
  }

  /**
   * `eˣ`.
   *
   * @returns The exponential.
   */
  exp(): Expression {
    return operation("exp", this.node);
  }

  /**
   * `eˣ - 1` without the loss of digits near 0.
   *
   * @returns The exponential less one.
   */
  expm1(): Expression {
    return operation("expm1", this.node);
  }

  /**
   * The natural logarithm; -infinity at 0 and NaN below.
   *
   * @returns The logarithm.
   */
  log(): Expression {
    return operation("log", this.node);
  }

  /**
   * `log(1 + this)` without the loss of digits near 0; -infinity at -1 and NaN below.
   *
   * @returns The logarithm of one more.
   */
  log1p(): Expression {
    return operation("log1p", this.node);
  }

  /**
   * The hyperbolic tangent.
   *
   * @returns A number from -1 to 1.
   */
  tanh(): Expression {
    return operation("tanh", this.node);
  }

  /**
   * The error function `2/√π ∫₀ˣ e^(-t²) dt`.
   *
   * @returns A number from -1 to 1.
   */
  erf(): Expression {
    return operation("erf", this.node);
  }

  /**
   * The complementary error function `1 - erf x`, which keeps its digits where it is small.
   *
   * @returns A number from 0 to 2.
   */
  erfc(): Expression {
    return operation("erfc", this.node);
  }

  /**
   * The logistic function `1 / (1 + e⁻ˣ)`.
   *
   * @returns A number from 0 to 1.
   */
  sigmoid(): Expression {
    return this.neg().exp().add(1).reciprocal();
  }

  /**
   * `this == other`.
   *
   * @param other The number to compare with.
   * @returns The condition, false when either is NaN.
   */
  equal(other: Operand): Condition {
    return this.#compare("equal", other);
  }

  /**
   * `this != other`; `x.notEqual(x)` is true for NaN alone.
   *
   * @param other The number to compare with.
   * @returns The condition, true when either is NaN.
   */
  notEqual(other: Operand): Condition {
    return this.#compare("notEqual", other);
  }

  /**
   * `this < other`.
   *
   * @param other The number to compare with.
   * @returns The condition, false when either is NaN.
   */
  less(other: Operand): Condition {
    return this.#compare("less", other);
  }

  /**
   * `this <= other`.
   *
   * @param other The number to compare with.
   * @returns The condition, false when either is NaN.
   */
  lessEqual(other: Operand): Condition {
    return this.#compare("lessEqual", other);
  }

  /**
   * `this > other`.
   *
   * @param other The number to compare with.
   * @returns The condition, false when either is NaN.
   */
  greater(other: Operand): Condition {
    return this.#compare("greater", other);
  }

  /**
   * `this >= other`.
   *
   * @param other The number to compare with.
   * @returns The condition, false when either is NaN.
   */
  greaterEqual(other: Operand): Condition {
    return this.#compare("greaterEqual", other);
  }

  #with(name: Operation, other: Operand): Expression {
    return operation(name, this.node, nodeOf(`Expression.${name}`, other));
  }

  #compare(comparison: ComparisonOperation, other: Operand): Condition {
    const inputs = [this.node, nodeOf(`Expression.${comparison}`, other)];
    return new Condition({ kind: "operation", operation: comparison, inputs });
  }
}

/**
 * A number as an expression, for formulas that begin with one: `constantExpression(1).sub(beta)`.
 *
 * @category Pointwise functions
 * @param value The number; it is rounded to the rule's element type.
 * @returns An expression that is this number for each element; any rule may use it.
 *
 * @example Compute 1 - x
 * ```ts
 * import { constantExpression, createEngine, pointwise } from "@descent/core";
 * import { assertEquals } from "@std/assert";
 *
 * using engine = createEngine();
 * using arena = engine.arena();
 * const x = arena.from([0.25, 1]);
 * const rule = pointwise({
 *   name: "complement",
 *   tensors: ["x"],
 *   update: ({ x }) => ({ x: constantExpression(1).sub(x) }),
 * });
 * rule.bind({ x }).run();
 * assertEquals([...x.data], [0.75, 0]);
 * ```
 */
export function constantExpression(value: number): Expression {
  return new Expression({ kind: "constant", value });
}

function operation(operation: Operation, ...inputs: PointwiseNode[]): Expression {
  return new Expression({ kind: "operation", operation, inputs });
}
