import type { Parameter } from "@descent/core";
import type { ParameterSelection } from "./penalty.ts";

/** The parameters that a penalty applies to; each name of a list must be that of a parameter. */
export function selectParameters(
  penalty: string,
  parameters: readonly Parameter[],
  selection: ParameterSelection,
): Parameter[] {
  if (typeof selection === "function") return parameters.filter(selection);
  const names = parameters.map(({ name }) => name);
  const unknown = selection.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(
      `${penalty} penalty: expected names of parameters, got '${unknown}'; the network has ${
        names.join(", ") || "none"
      }`,
    );
  }
  return parameters.filter(({ name }) => selection.includes(name));
}

/** The selection when none is given. */
export function decays(parameter: Parameter): boolean {
  return parameter.decays;
}
