/**
 * Times the kernels and training steps: `deno task bench`.
 *
 * @module
 */
import { createEngine } from "@descent/core";
import { matmulCases, peakCase } from "./matmul_cases.ts";
import { measure, ratio } from "./measure.ts";
import { trainingCases } from "./training_cases.ts";

using engine = createEngine();
const measurements = await measure([...matmulCases(engine), ...trainingCases(engine)]);
const peak = measurements.find(({ case: { name } }) => name === peakCase)!;
for (const one of measurements) {
  const { name, unit } = one.case;
  const share = unit === "GFLOP/s" ? `${(100 * ratio(one, peak)).toFixed(0)} % of the peak` : "";
  console.log(name.padEnd(40), `${one.median.toPrecision(4)} ${unit}`.padEnd(22), share);
}
