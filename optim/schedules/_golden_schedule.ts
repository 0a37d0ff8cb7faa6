import { assertWithin } from "@descent/core/testing";
import { torchCase } from "../_golden.ts";
import type { Schedule } from "./schedule.ts";

/**
 * Fails where a schedule departs from PyTorch's over 31 steps.
 *
 * @param base What PyTorch's rates (or momenta) are multiples of.
 * @param output Which figure of the case to compare.
 */
export function assertFollowsTorchSchedule(
  schedule: Schedule,
  caseName: string,
  base: number,
  output: "lr" | "momentum" = "lr",
): void {
  const torch = torchCase(caseName), want = torch.expectedArray(output).data;
  assertWithin({
    what: `${caseName} ${output}`,
    got: want.map((_, index) => base * schedule(index + 1)),
    want,
    criterion: torch.closeness(),
  });
}
