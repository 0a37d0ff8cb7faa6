import { TaskError } from "@descent/cli";
import type { EnvironmentRecord, Run } from "@descent/reports";

/**
 * The software and hardware that trials ran on, as far as it decides their bits; a report is over trials of one.
 *
 * @param runs The trials, at least one.
 * @param place Where they lie, in words.
 * @returns The environment of the first; the others' code, rounding and library of products are the same.
 * @throws {TaskError} When they are not.
 */
export function commonEnvironment(runs: readonly Run[], place: string): EnvironmentRecord {
  const kinds = new Map(runs.map(({ record: { environment } }) => {
    const { code, fusedMultiplyAdd, multiplyAdd, convolution, matmul } = environment;
    const products = `${matmul.backend} ${matmul.version}`;
    const fused = fusedMultiplyAdd ? "fused" : `not fused, ${multiplyAdd}`;
    const rounding = convolution === "direct" ? `${fused}, direct convolution` : fused;
    return [`code ${code.slice(0, 12)}, ${products}, multiply-add ${rounding}`, environment];
  }));
  const [environment] = kinds.values();
  if (kinds.size === 1) return environment;
  throw new TaskError(
    `report: expected trials of one code and of machines that round alike in ${place}, got ${kinds.size}: ` +
      `${
        [...kinds.keys()].join("; ")
      }; report over those of each, or run all again with one version`,
  );
}
