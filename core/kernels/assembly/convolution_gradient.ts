// Gradients of a convolution's filters and biases: inner products over the outputs of a batch.
//
// Images, or rows of a large image, are taken in chunks whose runs of the output's gradient stay in the
// first-level cache. A chunk's sums are added to the gradient in the order of the chunks, whose size
// depends on the shapes alone; splitting panels or taps over threads therefore changes no bit.

import { ConvolutionPlan, gated, layOut, panelStart, passOf } from "./convolution_plan";
import { fourGradients, sixGradients } from "./convolution_tile";
import { laneMask } from "./lanes";
import { addLanes } from "./reduce";

/** Runs of a filter's gradient that are added up in the element type; sums of blocks are added in f64. */
const blockRuns: i32 = 64;

/**
 * Packs runs of `count` filters' gradients side by side, `height` to a run, with zeros past a row's end;
 * adds their sums to the f64 numbers at `sums` unless it is 0.
 */
// @ts-ignore: decorator
@inline
function packRuns<T>(
  columns: i32, rows: i32, images: i32, imageStride: i32, plane: i32,
  gradient: usize, gate: usize, count: i32, height: i32, packed: usize, sums: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const lastLanes = columns - (columns - 1) / lanes * lanes;
  const lastMask = laneMask<T>(lastLanes);
  const step = <usize>height * 16;
  for (let filter = 0; filter < count; filter++) {
    let to = packed + <usize>filter * 16;
    if ((gate | sums) == 0) {
      for (let image = 0; image < images; image++) {
        let from = gradient + <usize>(image * imageStride + filter * plane) * size;
        for (let row = 0; row < rows; row++) {
          const end = from + <usize>columns * size;
          for (; from + 16 < end; from += 16) {
            v128.store(to, v128.load(from));
            to += step;
          }
          v128.store(to, v128.and(v128.load(from), lastMask));
          to += step;
          from = end;
        }
      }
      continue;
    }
    let sum = v128.splat<T>(0), blocks: f64 = 0, added = 0;
    for (let image = 0; image < images; image++) {
      let from = gradient + <usize>(image * imageStride + filter * plane) * size;
      const toGate = gate - gradient;
      for (let row = 0; row < rows; row++) {
        const end = from + <usize>columns * size;
        for (; from + 16 < end; from += 16) {
          let run = v128.load(from);
          if (gate) run = gated<T>(run, v128.load(from + toGate));
          v128.store(to, run);
          sum = v128.add<T>(sum, run);
          to += step;
          if (++added == blockRuns) {
            blocks += <f64>addLanes<T>(sum);
            sum = v128.splat<T>(0);
            added = 0;
          }
        }
        let run = v128.load(from);
        if (gate) run = gated<T>(run, v128.load(from + toGate));
        run = v128.and(run, lastMask);
        v128.store(to, run);
        sum = v128.add<T>(sum, run);
        to += step;
        from = end;
      }
    }
    if (sums) {
      const target = sums + (<usize>filter << 3);
      store<f64>(target, load<f64>(target) + (blocks + <f64>addLanes<T>(sum)));
    }
  }
}

/** Time that a pair of taps takes with a panel of six filters and with one of four, as measured. */
const workOfSix: i32 = 5, workOfFour: i32 = 4;

/** The pair of taps, counted through the panels of all groups, with which a share begins at `work`: see `convolutionGradient`. */
// @ts-ignore: decorator
@inline
function pairAt(plan: ConvolutionPlan, pairs: i32, work: i32): i32 {
  const inSixes = workOfSix * plan.sixes * pairs, groupWork = inSixes + workOfFour * plan.fours * pairs;
  const rest = work % groupWork;
  const pair = rest < inSixes ? rest / workOfSix : plan.sixes * pairs + (rest - inSixes) / workOfFour;
  return work / groupWork * ((plan.sixes + plan.fours) * pairs) + pair;
}

/** Whether an image lies as it would be laid out, which the kernel then reads in its place. */
// @ts-ignore: decorator
@inline
function liesInPlace(plan: ConvolutionPlan): bool {
  return (plan.top | plan.left) == 0 && plan.phaseRows * plan.strideHeight * plan.phaseColumns * plan.strideWidth == 1 &&
    plan.planeRows == plan.height && plan.rowStride == plan.width && plan.planeStride == plan.height * plan.width;
}

/**
 * The share `from` to `to` of the work, which is `workOfSix` or `workOfFour` for each pair of taps of each panel: a panel
 * may be shared by two threads, which both add up its biases.
 *
 * A chunk is `chunkImages` whole images, or `chunkRows` output rows of one image; `runs` is the address of its
 * runs' offsets. `scratch` takes the laid-out images of a chunk, then its packed runs, then a sum for each filter.
 */
// @ts-ignore: decorator
@inline
function convolutionGradient<T>(
  plan: ConvolutionPlan, batch: i32, chunkImages: i32, chunkRows: i32, runs: usize, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterGradient: usize, biasGradient: usize, scratch: usize,
): void {
  const size = sizeof<T>();
  const lanes = <i32>(16 / size);
  const pass = passOf(plan, 0);
  const groupPanels = plan.sixes + plan.fours;
  const filters = plan.groups * plan.groupRows;
  const sourceBytes = <usize>(plan.channels * plan.height * plan.width) * size;
  const groupSize = plan.channels / plan.groups * plan.phaseRows * plan.phaseColumns * plan.planeStride;
  const laidOutBytes = <usize>(plan.groups * groupSize) * size;
  const inPlace = liesInPlace(plan);
  const packed = scratch + <usize>chunkImages * laidOutBytes + 64;
  const rowRuns = (pass.columns + lanes - 1) / lanes;
  const sums = packed + <usize>(chunkImages * chunkRows * rowRuns) * 96;
  const pairs = (pass.taps + 1) / 2;
  const firstPair = pairAt(plan, pairs, from), lastPair = pairAt(plan, pairs, to);
  const firstPanel = firstPair / pairs, lastPanel = (lastPair + pairs - 1) / pairs;

  for (let panel = firstPanel; panel < lastPanel; panel++) {
    const start = panelStart(plan, panel % groupPanels);
    const count = min(panel % groupPanels < plan.sixes ? 6 : 4, plan.groupRows - start);
    const row = panel / groupPanels * plan.groupRows + start;
    const firstTap = 2 * max(0, firstPair - panel * pairs);
    const taps = min(2 * (lastPair - panel * pairs), pass.taps) - firstTap;
    for (let filter = row; filter < row + count; filter++) {
      memory.fill(filterGradient + <usize>(filter * pass.taps + firstTap) * size, 0, <usize>taps * size);
    }
    if (biasGradient) memory.fill(sums + (<usize>row << 3), 0, <usize>count << 3);
  }

  for (let image = 0; image < batch; image += chunkImages) {
    const images = min(chunkImages, batch - image);
    const first = source + <usize>image * sourceBytes;
    if (!inPlace) {
      for (let i = 0; i < images; i++) {
        layOut<T>(plan, first + <usize>i * sourceBytes, 0, scratch + <usize>i * laidOutBytes);
      }
    }
    for (let firstRow = 0; firstRow < pass.rows; firstRow += chunkRows) {
      const rows = min(chunkRows, pass.rows - firstRow);
      const steps = images * rows * rowRuns;
      for (let panel = firstPanel; panel < lastPanel; panel++) {
        const six = panel % groupPanels < plan.sixes;
        const group = panel / groupPanels;
        const start = panelStart(plan, panel % groupPanels);
        const count = min(six ? 6 : 4, plan.groupRows - start);
        const row = group * plan.groupRows + start;
        const at = <usize>((image * filters + row) * plan.targetPlane + firstRow * pass.columns) * size;
        packRuns<T>(
          pass.columns, rows, images, filters * plan.targetPlane, plan.targetPlane,
          outputGradient + at, gate ? gate + at : 0, count, six ? 6 : 4, packed, biasGradient ? sums + (<usize>row << 3) : 0,
        );
        const groupSource = (inPlace ? first : scratch) + <usize>(group * groupSize + firstRow * plan.rowStride) * size;
        const target = filterGradient + <usize>(row * pass.taps) * size;
        const fromPair = max(0, firstPair - panel * pairs), toPair = min(pairs, lastPair - panel * pairs);
        if (six) sixGradients<T>(pass, fromPair, toPair, count, steps, rowRuns % 7 == 0, runs, packed, groupSource, target);
        else fourGradients<T>(pass, fromPair, toPair, count, steps, rowRuns % 7 == 0, runs, packed, groupSource, target);
      }
    }
  }

  if (biasGradient == 0) return;
  for (let panel = firstPanel; panel < lastPanel; panel++) {
    const start = panelStart(plan, panel % groupPanels);
    const row = panel / groupPanels * plan.groupRows + start;
    const end = row + min(panel % groupPanels < plan.sixes ? 6 : 4, plan.groupRows - start);
    for (let filter = row; filter < end; filter++) {
      store<T>(biasGradient + <usize>filter * size, <T>load<f64>(sums + (<usize>filter << 3)));
    }
  }
}

export function convolutionGradient_f32(
  plan: usize, batch: i32, chunkImages: i32, chunkRows: i32, runs: usize, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterGradient: usize, biasGradient: usize, scratch: usize,
): void {
  convolutionGradient<f32>(
    changetype<ConvolutionPlan>(plan), batch, chunkImages, chunkRows, runs, from, to,
    source, outputGradient, gate, filterGradient, biasGradient, scratch,
  );
}

export function convolutionGradient_f64(
  plan: usize, batch: i32, chunkImages: i32, chunkRows: i32, runs: usize, from: i32, to: i32,
  source: usize, outputGradient: usize, gate: usize, filterGradient: usize, biasGradient: usize, scratch: usize,
): void {
  convolutionGradient<f64>(
    changetype<ConvolutionPlan>(plan), batch, chunkImages, chunkRows, runs, from, to,
    source, outputGradient, gate, filterGradient, biasGradient, scratch,
  );
}
