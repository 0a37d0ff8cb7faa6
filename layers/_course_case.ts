import { type Arena, numericOutputGradient, relativeError, type Tensor } from "@descent/core";
import { assert, assertLess } from "@std/assert";
import { buildAlone } from "./_build_alone.ts";
import { type GoldenArray, type GoldenCase, tensorOf } from "./_golden_case.ts";
import type { BuiltLayer, Layer } from "./layer.ts";
import golden from "./testdata/cs231n.json" with { type: "json" };

const cases = golden.cases as unknown as readonly GoldenCase[];

/** The case of a name. */
export function courseCase(name: string): GoldenCase {
  const found = cases.find((each) => each.name === name);
  assert(found, `no case ${name}`);
  return found;
}

/** An array that the case expects, flat. */
export function expectedArray(course: GoldenCase, name: string): readonly number[] {
  return (course.expected[name] as GoldenArray).data;
}

/** Sets a layer's parameters, in order. */
export function setParameters(
  { parameters }: Pick<BuiltLayer, "parameters">,
  ...values: GoldenArray[]
) {
  values.forEach(({ data }, i) => parameters[i].value.data.set(data));
}

/** `|a − b| ≤ 1e-9 |b| + 1e-12 max |b|`, the tolerance stated in the file for gradients. */
export function assertGradient(got: Tensor, want: readonly number[], what: string) {
  const largest = Math.max(...want.map(Math.abs));
  want.forEach((b, i) =>
    assertLess(Math.abs(got.data[i] - b), 1e-9 * Math.abs(b) + 1e-12 * largest, `${what} ${i}`)
  );
}

/**
 * Forward, backward and the numeric gradients of a layer, with the course's input, parameters and step.
 *
 * @param bounds For each gradient, `dx` and `d` with the name of each parameter, the error that it must stay below.
 * @returns The errors.
 */
export function checkBackward(
  arena: Arena,
  layer: Layer,
  course: GoldenCase,
  bounds: Readonly<Record<string, number>>,
): Record<string, number> {
  const { x: input, dout, ...learned } = course.inputs;
  const built = buildAlone(arena, layer, input.shape);
  setParameters(built, ...Object.values(learned));
  const x = tensorOf(arena, input), dy = tensorOf(arena, dout);
  const y = built.forward(x, "train");
  assertLess(relativeError(y.data, expectedArray(course, "out")), 1e-12);
  const dx = built.backward(tensorOf(arena, dout))!;
  const checked: Record<string, readonly [value: Tensor, gradient: Tensor]> = { dx: [x, dx] };
  Object.keys(learned).forEach((name, i) => {
    checked[`d${name}`] = [built.parameters[i].value, built.parameters[i].gradient];
  });
  const errors: Record<string, number> = {};
  for (const [name, [value, tensor]] of Object.entries(checked)) {
    assertGradient(tensor, expectedArray(course, name), name);
    const gradient = tensor.data.slice();
    const numeric = numericOutputGradient(() => built.forward(x, "train"), value, dy);
    errors[name] = relativeError(gradient, numeric);
    assertLess(errors[name], bounds[name], name);
  }
  return errors;
}
