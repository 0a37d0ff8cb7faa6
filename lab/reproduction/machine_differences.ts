import type { EnvironmentRecord } from "@descent/reports/record";

/**
 * The software and hardware that decide bits.
 *
 * @category Reproduction
 */
export type DecidingEnvironment = Pick<
  EnvironmentRecord,
  "code" | "v8" | "matmul" | "multiplyAdd" | "fusedMultiplyAdd"
>;

/**
 * The differences that change bits by design, between the machine that made a record and this one.
 *
 * @category Reproduction
 * @param now Software and hardware here.
 * @param then Those of the record.
 * @returns A sentence for each difference; none where the bits must be the same.
 *
 * @example
 * ```ts
 * import { machineDifferences } from "@descent/lab";
 * import { sampleRecord } from "@descent/reports/testing";
 * import { assertEquals } from "@std/assert";
 *
 * const { environment } = sampleRecord();
 * assertEquals(machineDifferences({ ...environment, fusedMultiplyAdd: false }, environment), [
 *   "The record was made where multiplication and addition are fused, and here they are not, so that last bits differ.",
 * ]);
 * ```
 */
export function machineDifferences(now: DecidingEnvironment, then: DecidingEnvironment): string[] {
  const differences: string[] = [];
  if (now.code !== then.code) {
    differences.push(
      "The record was made by other code: versions of this library, of its packages or of a kernel differ.",
    );
  }
  const [here, there] = [now, then].map(({ matmul }) => `${matmul.backend} ${matmul.version}`);
  if (here !== there && (now.matmul.backend !== "wasm" || then.matmul.backend !== "wasm")) {
    differences.push(
      `The record's matrix products are those of ${there}, here they are those of ${here}; each has its own bits.`,
    );
  }
  if (now.multiplyAdd !== then.multiplyAdd) {
    differences.push(
      `The record's multiply-add is ${then.multiplyAdd}, here it is ${now.multiplyAdd}, so that last bits differ.`,
    );
  } else if (now.fusedMultiplyAdd !== then.fusedMultiplyAdd) {
    const [fused, notFused] = ["are fused", "are not"];
    const [is, was] = now.fusedMultiplyAdd ? [fused, notFused] : [notFused, fused];
    differences.push(
      `The record was made where multiplication and addition ${was}, and here they ${is}, so that last bits differ.`,
    );
  }
  if (now.v8 !== then.v8) {
    differences.push(
      `The record was made by V8 ${then.v8}, here it is ${now.v8}; powers and roots of single numbers may differ.`,
    );
  }
  return differences;
}
