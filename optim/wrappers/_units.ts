import type { Parameter } from "@descent/core";
import { hasOutputsFirst } from "../matrices/has_outputs_first.ts";

/** The weights of each output of a parameter with two or more axes. */
export interface Units {
  readonly outputs: number;
  readonly inputs: number;
  /** Place of a weight in the list of all elements. */
  readonly at: (output: number, input: number) => number;
}

/** The outputs of a parameter, by its output axis. */
export function unitsOf(parameter: Parameter): Units {
  const { shape, size } = parameter.value, rows = shape[0] ?? 0;
  const columns = rows === 0 ? 0 : size / rows;
  return hasOutputsFirst(parameter)
    ? { outputs: rows, inputs: columns, at: (output, input) => output * columns + input }
    : { outputs: columns, inputs: rows, at: (output, input) => input * columns + output };
}

/** All elements as the weights of one output. */
export function whole(size: number): Units {
  return { outputs: 1, inputs: size, at: (_output, input) => input };
}
