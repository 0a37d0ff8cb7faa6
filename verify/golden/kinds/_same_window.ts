import { windowShape } from "@descent/core";
import { type CaseReader, NotSupportedError } from "@descent/core/testing";

/** The window of a case with padding "same", whose zeros must be the `pads` (top, bottom, left, right) of the case. */
export function sameWindow(reader: CaseReader) {
  const kernel = reader.pair("kernel_size"), stride = reader.pair("stride");
  const padding = "same" as const, pads = reader.numbers("pads");
  const [, , H, W] = reader.input("x").shape;
  const ours = windowShape("Golden case", [H, W], { kernel, stride, padding }).padding;
  if (ours.some((width, side) => width !== pads[side])) {
    throw new NotSupportedError(`param 'pads' = ${JSON.stringify(pads)}`);
  }
  return { kernel, stride, padding };
}
