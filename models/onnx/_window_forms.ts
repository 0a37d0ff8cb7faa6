import {
  adaptiveWindows,
  type AxisWindow,
  type Padding,
  type PerAxis,
  perAxis,
  slidingWindows,
  windowShape,
} from "@descent/core";
import type { LayerPart } from "@descent/layers";
import type { Attributes, GraphWriter } from "./_graph_writer.ts";
import { type Form, type Forms, optionsOf, slice } from "./_form.ts";
import { type Frame, pad } from "./_shape_forms.ts";

interface WindowOptions {
  readonly kernel: PerAxis;
  readonly stride?: PerAxis;
  readonly padding?: number | readonly number[] | "same";
  readonly dilation?: PerAxis;
}

/** A window on images or sequences, each list with an entry for each axis. */
interface Window {
  readonly image: readonly number[];
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly dilation: readonly number[];
  readonly sides: readonly (readonly [number, number])[];
}

/** A layer's window; sequences are images of one row. */
function windowOf({ input }: LayerPart, options: WindowOptions, usualStride: PerAxis): Window {
  const isSequence = input.length === 3;
  const { kernel, stride = usualStride, padding = 0, dilation = 1 } = options;
  const [H, W] = isSequence ? [1, input[2]] : [input[2], input[3]];
  const row = (value: PerAxis): PerAxis => isSequence ? [1, perAxis(value)[1]] : value;
  const sides = typeof padding === "number" ? [padding, padding] : padding;
  const shape = windowShape("export", [H, W], {
    kernel: row(kernel),
    stride: row(stride),
    dilation: row(dilation),
    padding: isSequence && sides !== "same" ? [0, 0, sides[0], sides[1]] : sides as Padding,
  });
  const [top, bottom, left, right] = shape.padding, first = isSequence ? 1 : 0;
  return {
    image: shape.image.slice(first),
    kernel: shape.kernel.slice(first),
    stride: shape.stride.slice(first),
    dilation: shape.dilation.slice(first),
    sides: ([[top, bottom], [left, right]] as const).slice(first),
  };
}

function attributesOf({ kernel, stride, dilation }: Window, sides: Window["sides"]): Attributes {
  return {
    kernel_shape: { ints: kernel },
    strides: { ints: stride },
    dilations: { ints: dilation },
    pads: { ints: [...sides.map(([before]) => before), ...sides.map(([, after]) => after)] },
  };
}

function withoutDilation({ dilations: _, ...rest }: Attributes): Attributes {
  return rest;
}

type ConvolutionOptions = WindowOptions & {
  readonly paddingMode?: Frame["mode"];
  readonly groups?: number;
  readonly bias?: unknown;
};

const convolution: Form = (part, x, { graph, tensor }) => {
  const options = optionsOf<ConvolutionOptions>(part);
  const isCausal = part.layer.config!.factory === "causalConv1d";
  const { kernel, dilation = 1, paddingMode: mode = "zeros", groups = 1, bias } = options;
  const padding = isCausal ? [((kernel as number) - 1) * (dilation as number), 0] : options.padding;
  const window = windowOf(part, { ...options, ...padding === undefined ? {} : { padding } }, 1);
  const isZeros = mode === "zeros";
  const framed = isZeros ? x : pad(graph, x, { sides: window.sides, mode });
  const sides = isZeros ? window.sides : window.sides.map(() => [0, 0] as const);
  const inputs = [framed, tensor(part, "weight"), ...bias === false ? [] : [tensor(part, "bias")]];
  return graph.node("Conv", inputs, { ...attributesOf(window, sides), group: { int: groups } });
};

const transposedConvolution: Form = (part, x, { graph, tensor }) => {
  const options = optionsOf<ConvolutionOptions & { readonly outputPadding?: PerAxis }>(part);
  const { kernel, stride = 1, padding = 0, dilation = 1, outputPadding = 0 } = options;
  const { groups = 1, bias } = options;
  const sides = perAxis(padding as PerAxis);
  const inputs = [x, tensor(part, "weight"), ...bias === false ? [] : [tensor(part, "bias")]];
  return graph.node("ConvTranspose", inputs, {
    kernel_shape: { ints: perAxis(kernel) },
    strides: { ints: perAxis(stride) },
    dilations: { ints: perAxis(dilation) },
    pads: { ints: [...sides, ...sides] },
    output_padding: { ints: perAxis(outputPadding) },
    group: { int: groups },
  });
};

type PoolingOptions = WindowOptions & {
  readonly ceilMode?: boolean;
  readonly countIncludePad?: boolean;
  readonly divisorOverride?: number;
};

/** Sides that hold the windows of the layer itself, and no others, when counted as ONNX does without rounding up. */
function exactSides(
  { image, kernel, stride, dilation, sides }: Window,
  windows: readonly (readonly AxisWindow[])[],
): Window["sides"] {
  return sides.map(([before], axis) => {
    const reach = (windows[axis].length - 1) * stride[axis] + dilation[axis] * (kernel[axis] - 1) +
      1;
    return [before, Math.max(0, reach - image[axis] - before)];
  });
}

function windowsOf(
  { image, kernel, stride, dilation, sides }: Window,
  options: { readonly ceilMode: boolean; readonly countIncludePad?: boolean },
): readonly (readonly AxisWindow[])[] {
  return image.map((extent, axis) =>
    slidingWindows(extent, {
      kernel: kernel[axis],
      stride: stride[axis],
      dilation: dilation[axis],
      padding: sides[axis],
      ...options,
    })
  );
}

const maximum: Form = (part, x, { graph }) => {
  const options = optionsOf<PoolingOptions>(part), { ceilMode = false } = options;
  const window = windowOf(part, options, options.kernel);
  if (!ceilMode) return graph.node("MaxPool", [x], attributesOf(window, window.sides));
  const sides = exactSides(window, windowsOf(window, { ceilMode }));
  const framed = pad(graph, x, { sides, mode: "zeros", value: -Infinity });
  return graph.node("MaxPool", [framed], attributesOf(window, sides.map(() => [0, 0] as const)));
};

const average: Form = (part, x, { graph }) => {
  const options = optionsOf<PoolingOptions>(part), { ceilMode = false, divisorOverride } = options;
  const countIncludePad = options.countIncludePad ?? options.padding !== "same";
  const window = windowOf(part, options, options.kernel);
  if (!ceilMode && divisorOverride === undefined) {
    return graph.node("AveragePool", [x], {
      ...withoutDilation(attributesOf(window, window.sides)),
      count_include_pad: { int: countIncludePad ? 1 : 0 },
    });
  }
  const windows = windowsOf(window, { ceilMode, countIncludePad });
  const sides = exactSides(window, windows);
  const framed = pad(graph, x, { sides, mode: "zeros" });
  const none = sides.map(() => [0, 0] as const);
  const means = graph.node("AveragePool", [framed], withoutDilation(attributesOf(window, none)));
  // Means of whole windows become means of what counts.
  const whole = window.kernel.reduce((a, b) => a * b, 1);
  const [rows, columns = [{ count: 1 }]] = windows;
  const factors = rows.flatMap((row) =>
    columns.map((column) => whole / (divisorOverride ?? row.count * column.count))
  );
  const shape = windows.map(({ length }) => length);
  return graph.node("Mul", [means, graph.numbers(factors, shape)]);
};

/** Means of windows of different extents, as a product with their shares from either side. */
const adaptiveAverage: Form = (part, x, { graph }) => {
  const [OH, OW] = perAxis(optionsOf<{ output: PerAxis }>(part).output), [, , H, W] = part.input;
  const shares = (extent: number, count: number) =>
    adaptiveWindows(extent, count).map(({ start, taps }) =>
      Array.from({ length: extent }, (_, i) => i >= start && i < start + taps ? 1 / taps : 0)
    );
  const rows = graph.numbers(shares(H, OH).flat(), [OH, H]);
  const transposed = shares(W, OW);
  const columns = graph.numbers(
    Array.from({ length: W * OW }, (_, at) => transposed[at % OW][Math.floor(at / OW)]),
    [W, OW],
  );
  return graph.node("MatMul", [rows, graph.node("MatMul", [x, columns])]);
};

/** Maxima of windows of different extents, first those of rows, then those of columns. */
const adaptiveMaximum: Form = (part, x, { graph }) => {
  const counts = perAxis(optionsOf<{ output: PerAxis }>(part).output);
  return counts.reduce((y, count, i) => {
    const axis = i + 2;
    const parts = adaptiveWindows(part.input[axis], count).map(({ start, taps }) =>
      largest(graph, slice(graph, y, axis, [start, start + taps]), axis)
    );
    return graph.node("Concat", parts, { axis: { int: axis } });
  }, x);
};

function largest(graph: GraphWriter, x: string, axis: number): string {
  return graph.node("ReduceMax", [x, graph.ints([axis])], { keepdims: { int: 1 } });
}

const global = (op: string): Form => (_, x, { graph }) =>
  graph.node("Flatten", [graph.node(op, [x])], { axis: { int: 1 } });

/** Convolutions and poolings as operators. */
export const windowForms: Forms = {
  conv2d: convolution,
  conv1d: convolution,
  causalConv1d: convolution,
  convTranspose2d: transposedConvolution,
  maxPool2d: maximum,
  maxPool1d: maximum,
  averagePool2d: average,
  averagePool1d: average,
  adaptiveAveragePool2d: adaptiveAverage,
  adaptiveMaxPool2d: adaptiveMaximum,
  globalAveragePool: global("GlobalAveragePool"),
  globalMaxPool: global("GlobalMaxPool"),
};
