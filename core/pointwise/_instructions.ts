import type { DType } from "../types/dtype.ts";
import type { MathOperation, Operation } from "./node.ts";
import type { Program } from "./_program.ts";
import { straightBody } from "./_straight_body.ts";
import { constantVector, vector } from "./_wasm.ts";

/** One value of a compiled rule. Inputs are earlier values; their instructions leave them on the stack in this order. */
export type Instruction =
  & { readonly invariant: boolean; readonly inputs: readonly number[] }
  & (
    | { readonly kind: "tensor" | "scalar"; readonly index: number }
    | { readonly kind: "vector"; readonly code: readonly number[] }
    | { readonly kind: "call"; readonly name: string }
  );

/** The operation that is several vector instructions. */
type Composed = "flushSubnormal";

/** Operations that are one vector instruction, for f32x4 and f64x2; the others are functions, or composed. */
const vectorOpcodes: {
  readonly [O in Exclude<Operation, MathOperation | Composed>]: readonly [f32: number, f64: number];
} = {
  select: [0x52, 0x52],
  equal: [0x41, 0x47],
  notEqual: [0x42, 0x48],
  less: [0x43, 0x49],
  greater: [0x44, 0x4a],
  lessEqual: [0x45, 0x4b],
  greaterEqual: [0x46, 0x4c],
  not: [0x4d, 0x4d],
  and: [0x4e, 0x4e],
  or: [0x50, 0x50],
  floor: [0x68, 0x75],
  round: [0x6a, 0x94],
  abs: [0xe0, 0xec],
  neg: [0xe1, 0xed],
  sqrt: [0xe3, 0xef],
  add: [0xe4, 0xf0],
  sub: [0xe5, 0xf1],
  mul: [0xe6, 0xf2],
  div: [0xe7, 0xf3],
  min: [0xe8, 0xf4],
  max: [0xe9, 0xf5],
};

/** Comparisons of whole numbers for equality, and what is in one vector and not in another. */
const equalIntegers = { f32: 0x37, f64: 0xd6 }, andNot = 0x4f;

/** Whether an operation is a function of the fixed kernels. */
export function isMath(operation: Operation): operation is MathOperation {
  return !(operation in vectorOpcodes) && operation !== "flushSubnormal";
}

/** A program in instructions. */
export interface InstructionList {
  readonly instructions: readonly Instruction[];
  /** Which value is stored to which tensor. */
  readonly stores: readonly { readonly tensor: number; readonly value: number }[];
  /** Whether the body of a function is among them. */
  readonly hasBodies: boolean;
}

/**
 * The instructions of a program.
 *
 * @param program The rule.
 * @param dtype Element type.
 * @param inlines Whether functions of the fixed kernels are put in place where they do not branch. Their constants, the
 * most of their instructions that do not compute, are then loaded once for a whole run.
 */
export function instructionsOf(
  { steps, invariant, stores }: Program,
  dtype: DType,
  inlines: boolean,
): InstructionList {
  const instructions: Instruction[] = [], placeOfStep: number[] = [];
  const constants = new Map<string, number>();
  let hasBodies = false;

  const push = (instruction: Instruction) => instructions.push(instruction) - 1;
  const constant = (code: readonly number[]) => {
    const key = code.join();
    const place = constants.get(key) ??
      push({ kind: "vector", code, inputs: [], invariant: true });
    constants.set(key, place);
    return place;
  };
  const call = (name: string, argument: number, isInvariant: boolean) => {
    const body = inlines ? straightBody(name) : undefined;
    if (body === undefined) {
      return push({ kind: "call", name, inputs: [argument], invariant: isInvariant });
    }
    hasBodies ||= !isInvariant;
    const places: number[] = [];
    for (const { code, inputs } of body) {
      places.push(
        inputs.length === 0 ? constant(code) : push({
          kind: "vector",
          code,
          inputs: inputs.map((input) => input < 0 ? argument : places[input]),
          invariant: isInvariant ||
            inputs.every((input) => input >= 0 && instructions[places[input]].invariant),
        }),
      );
    }
    return places.at(-1)!;
  };

  /** Numbers whose bits of the exponent are 0, the subnormal ones, become 0; infinity has all of those bits and no other. */
  const flushSubnormal = (argument: number, isInvariant: boolean) => {
    const combine = (code: number, ...inputs: number[]) =>
      push({ kind: "vector", code: vector(code), inputs, invariant: isInvariant });
    const exponentBits = constant(constantVector(Infinity, dtype));
    const zero = constant(constantVector(0, dtype));
    const exponent = combine(vectorOpcodes.and[0], argument, exponentBits);
    return combine(andNot, argument, combine(equalIntegers[dtype], exponent, zero));
  };

  steps.forEach((step, index) => {
    if (step.kind === "constant") placeOfStep.push(constant(constantVector(step.value, dtype)));
    else if (step.kind !== "operation") {
      placeOfStep.push(
        push({ kind: step.kind, index: step.index, inputs: [], invariant: invariant[index] }),
      );
    } else {
      const { operation } = step, inputs = step.inputs.map((input) => placeOfStep[input]);
      if (isMath(operation)) {
        placeOfStep.push(call(`${operation}_${dtype}`, inputs[0], invariant[index]));
        return;
      }
      if (operation === "flushSubnormal") {
        placeOfStep.push(flushSubnormal(inputs[0], invariant[index]));
        return;
      }
      const code = vectorOpcodes[operation][dtype === "f32" ? 0 : 1];
      placeOfStep.push(push({
        kind: "vector",
        code: vector(code),
        // bitselect wants the condition last.
        inputs: operation === "select" ? [inputs[1], inputs[2], inputs[0]] : inputs,
        invariant: invariant[index],
      }));
    }
  });
  return {
    instructions,
    stores: stores.map(({ tensor, step }) => ({ tensor, value: placeOfStep[step] })),
    hasBodies,
  };
}
