/**
 * Operations on one number.
 *
 * @category Pointwise functions
 */
export type UnaryOperation =
  | "neg"
  | "abs"
  | "sqrt"
  | "floor"
  | "round"
  | "flushSubnormal"
  | MathOperation;

/**
 * Functions that the fixed kernels compute for a whole vector.
 *
 * @category Pointwise functions
 */
export type MathOperation = "exp" | "expm1" | "log" | "log1p" | "tanh" | "erf" | "erfc";

/**
 * Operations on two numbers.
 *
 * @category Pointwise functions
 */
export type BinaryOperation = "add" | "sub" | "mul" | "div" | "min" | "max";

/**
 * Operations on two numbers that give a condition; with a NaN all are false but `notEqual`.
 *
 * @category Pointwise functions
 */
export type ComparisonOperation =
  | "equal"
  | "notEqual"
  | "less"
  | "lessEqual"
  | "greater"
  | "greaterEqual";

/**
 * Operations on conditions; `select` takes a condition and two numbers.
 *
 * @category Pointwise functions
 */
export type ConditionOperation = "and" | "or" | "not" | "select";

/**
 * Everything that an expression may compute.
 *
 * @category Pointwise functions
 */
export type Operation = UnaryOperation | BinaryOperation | ComparisonOperation | ConditionOperation;

/**
 * One step of an expression: a tensor or scalar by name, a constant, or an operation on other steps.
 *
 * @category Pointwise functions
 */
export type PointwiseNode =
  | { readonly kind: "operand"; readonly name: string }
  | { readonly kind: "constant"; readonly value: number }
  | {
    readonly kind: "operation";
    readonly operation: Operation;
    readonly inputs: readonly PointwiseNode[];
  };
