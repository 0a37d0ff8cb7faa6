import { typeName } from "./_node_of.ts";
import { Expression, type Operand } from "./expression.ts";
import type { Operation, PointwiseNode } from "./node.ts";

/** One value of a program; inputs are indices of earlier steps. */
export type Step =
  | { readonly kind: "tensor"; readonly index: number }
  | { readonly kind: "scalar"; readonly index: number }
  | { readonly kind: "constant"; readonly value: number }
  | {
    readonly kind: "operation";
    readonly operation: Operation;
    readonly inputs: readonly number[];
  };

/** A rule as a list of steps, each computed once and used at least once, inputs before users. */
export interface Program {
  readonly steps: readonly Step[];
  /** Whether a step depends on no tensor, so that it is the same for every element. */
  readonly invariant: readonly boolean[];
  /** Which step is stored to which tensor, by indices. */
  readonly stores: readonly { readonly tensor: number; readonly step: number }[];
}

/** The expressions of a rule's operands, by name. */
export type Leaves = Readonly<Record<string, Expression>>;

/** One expression per tensor and scalar. */
export function leavesOf(tensors: readonly string[], scalars: readonly string[]): Leaves {
  return Object.fromEntries(
    [...tensors, ...scalars].map((name) => [name, new Expression({ kind: "operand", name })]),
  );
}

/**
 * Orders the steps of a rule; equal subexpressions become one step, unused ones none.
 *
 * @param rule Name of the rule, for messages.
 * @param tensors Names of the tensors; steps refer to their positions.
 * @param scalars Names of the scalars.
 * @param leaves Result of {@linkcode leavesOf} for these names.
 * @param assignments The expression that each written tensor receives.
 */
export function lower(
  rule: string,
  tensors: readonly string[],
  scalars: readonly string[],
  leaves: Leaves,
  assignments: Readonly<Record<string, Operand | undefined>>,
): Program {
  const steps: Step[] = [];
  const invariant: boolean[] = [];
  const stepOfKey = new Map<string, number>();
  const stepOfNode = new Map<PointwiseNode, number>();

  function add(key: string, step: Step, isInvariant: boolean): number {
    let index = stepOfKey.get(key);
    if (index === undefined) {
      index = steps.push(step) - 1;
      invariant.push(isInvariant);
      stepOfKey.set(key, index);
    }
    return index;
  }

  function visitNew(node: PointwiseNode): number {
    switch (node.kind) {
      case "constant": {
        // Object.is tells -0 from 0; String does not.
        const key = Object.is(node.value, -0) ? "-0" : String(node.value);
        return add(key, node, true);
      }
      case "operand": {
        if (leaves[node.name]?.node !== node) {
          throw new TypeError(
            `Pointwise '${rule}': expected expressions of this rule's operands, got operand '${node.name}' of another rule; use what update receives`,
          );
        }
        const index = tensors.indexOf(node.name);
        return index >= 0
          ? add(`tensor ${index}`, { kind: "tensor", index }, false)
          : add(`scalar ${node.name}`, { kind: "scalar", index: scalars.indexOf(node.name) }, true);
      }
      case "operation": {
        const inputs = node.inputs.map(visit);
        return add(
          `${node.operation} ${inputs.join(" ")}`,
          { kind: "operation", operation: node.operation, inputs },
          inputs.every((input) => invariant[input]),
        );
      }
    }
  }

  function visit(node: PointwiseNode): number {
    let index = stepOfNode.get(node);
    if (index === undefined) {
      index = visitNew(node);
      stepOfNode.set(node, index);
    }
    return index;
  }

  const stores = Object.entries(assignments).map(([name, value]) => {
    const tensor = tensors.indexOf(name);
    if (tensor < 0) {
      throw new TypeError(
        `Pointwise '${rule}': expected assignments to ${
          tensors.join(", ")
        }, got '${name}'; list it in tensors or rename it`,
      );
    }
    if (typeof value === "number") {
      return { tensor, step: visit({ kind: "constant", value }) };
    }
    if (!(value instanceof Expression)) {
      throw new TypeError(
        `Pointwise '${rule}': expected an expression or a number for '${name}', got ${
          typeName(value)
        }; turn a condition into a number with select`,
      );
    }
    return { tensor, step: visit(value.node) };
  });
  if (stores.length === 0) {
    throw new TypeError(
      `Pointwise '${rule}': expected at least one assignment from update, got none; return { ${
        tensors[0]
      }: … }`,
    );
  }
  return { steps, invariant, stores };
}
