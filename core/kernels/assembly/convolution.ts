// Convolution of a batch of images, and with the passes of its transpose the gradient of its source.
//
// Each output is one sum over the taps in order, so it does not depend on how images and panels are split.

import { ConvolutionPlan, layOut, panelStart, passOf } from "./convolution_plan";
import { fourOutputs, sixOutputs } from "./convolution_tile";

/** Packs the filters of all passes, groups and panels: for each tap the 6 (4) filters side by side. */
// @ts-ignore: decorator
@inline
function packFilters<T>(plan: ConvolutionPlan, groupStride: i32, rowStride: i32, filters: usize, packed: usize): void {
  const size = sizeof<T>();
  for (let index = 0; index < plan.passes; index++) {
    const pass = passOf(plan, index);
    for (let group = 0; group < plan.groups; group++) {
      const first = filters + <usize>(group * groupStride) * size;
      for (let panel = 0; panel < plan.sixes + plan.fours; panel++) {
        const height = panel < plan.sixes ? 6 : 4;
        const start = panelStart(plan, panel);
        for (let row = 0; row < height; row++) {
          // Rows past the last filter repeat it; their results are never stored.
          const filter = first + <usize>(min(start + row, plan.groupRows - 1) * rowStride) * size;
          let to = packed + <usize>row * size;
          for (let tap = 0; tap < pass.taps; tap++) {
            store<T>(to, load<T>(filter + <usize>load<i32>(pass.places + (tap << 2)) * size));
            to += <usize>height * size;
          }
        }
        packed += <usize>(height * pass.taps) * size;
      }
    }
  }
}

/** Whether some outputs meet no tap, as between the windows of a filter that is smaller than its stride. */
// @ts-ignore: decorator
@inline
function hasEmptyPass(plan: ConvolutionPlan): bool {
  for (let index = 0; index < plan.passes; index++) {
    if (passOf(plan, index).taps == 0) return true;
  }
  return false;
}

/**
 * Work items `from` to `to`; an item is one panel of one image. `scratch` takes one laid-out image.
 *
 * `gate` is 0, or the output of the relu behind which the source, a gradient, lies; `bias` is 0 for none.
 */
// @ts-ignore: decorator
@inline
function convolve<T>(
  plan: ConvolutionPlan, from: i32, to: i32, source: usize, gate: usize, packed: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  const size = sizeof<T>();
  const groupPanels = plan.sixes + plan.fours;
  const imagePanels = plan.groups * groupPanels;
  const sourceBytes = <usize>(plan.channels * plan.height * plan.width) * size;
  const groupBytes = <usize>(plan.channels / plan.groups * plan.phaseRows * plan.phaseColumns * plan.planeStride) * size;
  const groupHeight = 6 * plan.sixes + 4 * plan.fours;
  let laidOut = -1;
  for (let item = from; item < to; item++) {
    const image = item / imagePanels;
    const group = item % imagePanels / groupPanels;
    const panel = item % groupPanels;
    if (image != laidOut) {
      const at = <usize>image * sourceBytes;
      layOut<T>(plan, source + at, gate ? gate + at : 0, scratch);
      laidOut = image;
    }
    const start = panelStart(plan, panel);
    const row = group * plan.groupRows + start;
    const rowTarget = target + <usize>((image * plan.groups * plan.groupRows + row) * plan.targetPlane) * size;
    const rows = plan.groupRows - start;
    const groupSource = scratch + <usize>group * groupBytes;
    const rowBias = bias ? bias + <usize>row * size : 0;
    const clears = bias == 0 && hasEmptyPass(plan);
    if (clears) {
      const count = min(rows, panel < plan.sixes ? 6 : 4);
      memory.fill(rowTarget, 0, <usize>(count * plan.targetPlane) * size);
    }
    let passFilters = packed;
    for (let index = 0; index < plan.passes; index++) {
      const taps = passOf(plan, index).taps;
      if (taps == 0 && clears) continue;
      const filters = passFilters + <usize>((group * groupHeight + start) * taps) * size;
      const pass = passOf(plan, index);
      if (panel < plan.sixes) sixOutputs<T>(plan, pass, filters, rows, groupSource, rowBias, relu, rowTarget);
      else fourOutputs<T>(plan, pass, filters, rows, groupSource, rowBias, relu, rowTarget);
      passFilters += <usize>(plan.groups * groupHeight * taps) * size;
    }
  }
}

export function packFilters_f32(plan: usize, groupStride: i32, rowStride: i32, filters: usize, packed: usize): void {
  packFilters<f32>(changetype<ConvolutionPlan>(plan), groupStride, rowStride, filters, packed);
}

export function packFilters_f64(plan: usize, groupStride: i32, rowStride: i32, filters: usize, packed: usize): void {
  packFilters<f64>(changetype<ConvolutionPlan>(plan), groupStride, rowStride, filters, packed);
}

export function convolve_f32(
  plan: usize, from: i32, to: i32, source: usize, gate: usize, packed: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  convolve<f32>(changetype<ConvolutionPlan>(plan), from, to, source, gate, packed, bias, relu, target, scratch);
}

export function convolve_f64(
  plan: usize, from: i32, to: i32, source: usize, gate: usize, packed: usize,
  bias: usize, relu: i32, target: usize, scratch: usize,
): void {
  convolve<f64>(changetype<ConvolutionPlan>(plan), from, to, source, gate, packed, bias, relu, target, scratch);
}
