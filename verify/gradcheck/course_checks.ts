import { relativeError } from "@descent/core";
import { CaseReader, type GoldenCase } from "@descent/core/testing";
import { goldenCatalogue } from "../golden/kinds/catalogue.ts";
import type { GradientCheck } from "./gradient_check.ts";

/** Tighter bounds than those of the cases, where the library keeps to them. */
const bounds: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  affine_backward: { dx: 5e-10, dw: 5e-10, db: 5e-10 },
  affine_relu_backward: { dx: 5e-10, dw: 5e-10, db: 5e-10 },
  relu_backward: { dx: 3.28e-12 },
  max_pool_backward: { dx: 3.28e-12 },
  conv_backward: { dx: 2e-8, dw: 3e-10, db: 1e-10 },
  batchnorm_backward: { dx: 2e-9, dgamma: 5e-12, dbeta: 5e-12 },
  spatial_batchnorm_backward: { dx: 1e-6, dgamma: 1e-11, dbeta: 5e-12 },
  layernorm_backward: { dx: 3e-9, dgamma: 5e-12, dbeta: 5e-12 },
  groupnorm_backward: { dx: 2e-7, dgamma: 2e-11, dbeta: 1e-11 },
};

/**
 * Repeats the gradient checks of the course CS231n on its own numbers, beside the errors that its notebooks print. A
 * central difference leaves nothing but rounding noise in most of these layers, so most errors depend on the order of
 * additions; those of relu, max pooling and dropout do not.
 *
 * @category Gradient checks
 * @param cases The course's known answers; those without a gradient check are left out.
 * @returns A check for each tensor.
 * @throws {SyntaxError} When a case lacks something.
 *
 * @example A case without a gradient check is left out
 * ```ts
 * import { courseChecks } from "@descent/verify";
 * import { assertEquals } from "@std/assert";
 *
 * const relu = { name: "relu", kind: "relu_forward", params: {}, inputs: {}, tolerance: {} };
 * assertEquals(courseChecks([{ ...relu, expected: {} }]), []);
 * ```
 */
export function courseChecks(cases: readonly GoldenCase[]): GradientCheck[] {
  return cases.filter(({ expected }) => "relative_error_printed" in expected).flatMap(checksOf);
}

function checksOf(golden: GoldenCase): GradientCheck[] {
  const { name, kind, inputs } = golden;
  const printed = golden.expected.relative_error_printed as Readonly<Record<string, number | null>>;
  const found = goldenCatalogue.find((each) => each.name === kind);
  if (found === undefined) {
    throw new SyntaxError(
      `Course check '${name}': expected a kind of the golden checks, got '${kind}'; check the file`,
    );
  }
  return found.check(new CaseReader(golden)).flatMap(({ what, got, want, criterion }) => {
    const [, tensor] = /^numeric (\w+)$/.exec(what) ?? [];
    if (tensor === undefined || criterion.kind !== "relative") return [];
    return [{
      group: "course" as const,
      title: name.replace(/_backward$|_gradient_check/, "").replaceAll("_", " "),
      input: (inputs.x ?? inputs.X).shape,
      mode: "train" as const,
      tensor,
      error: relativeError(want, got),
      bound: bounds[name]?.[tensor] ?? criterion.most,
      printed: printed[tensor] ?? undefined,
    }];
  });
}
